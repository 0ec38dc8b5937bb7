-- Each service item in the version in force at the as-of day.
SELECT
    platform,
    item_key,
    item_code,
    item_name,
    unit_name,
    area,
    item_type,
    statutory_limit,
    statutory_unit,
    promised_limit,
    promised_unit,
    statutory_unread,
    promised_unread,
    statutory_days,
    promised_days,
    immediate,
    converted,
    effective_on,
    import_id,
    line
FROM item_rows
WHERE valid_from <= as_of() AND as_of() < valid_to
