-- Each service item in every version of the item list, with the days from which and before which it is in force.
SELECT item_key, item_name, unit_name, area, statutory_days, promised_days, immediate, valid_from, valid_to
FROM item_rows
