-- Each service item in the earliest version of the item list, to compare with (domain.md 4, compression_baseline).
SELECT item_key, statutory_days, promised_days, converted, effective_on
FROM item_rows
WHERE origin = 'list'
    AND valid_from = (SELECT min(first.valid_from) FROM item_rows AS first WHERE first.origin = 'list')
