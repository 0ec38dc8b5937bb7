-- Each service item in its owner's earliest list, to compare with (domain.md 4, compression_baseline).
SELECT item_key, statutory_days, promised_days, converted, effective_on
FROM item_rows
WHERE in_first_list
