-- Each service item in its owner's earliest list, to compare with (domain.md 4, compression_baseline).
SELECT item_key, statutory_days, promised_days, converted, effective_on
FROM (
    SELECT
        *,
        min(valid_from) OVER (PARTITION BY platform, owner) AS first_on
    FROM item_rows
    WHERE origin = 'list'
) AS listed
WHERE valid_from = first_on
