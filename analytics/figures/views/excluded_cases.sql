-- Out of every rate and counted apart at the as-of day: withdrawn, rejected at acceptance, void, not accepted (domain.md 4).
SELECT
    platform,
    case_no,
    item_code,
    item_name,
    unit_name,
    area,
    accepted_at,
    CASE WHEN closed_on <= as_of() THEN closed_at END AS closed_at,
    CASE WHEN stands_until > DATE '0001-01-01' AND stands_until <= as_of() THEN stands_until END AS left_on,
    standing,
    import_id,
    line
FROM case_rows
WHERE is_last
    AND coalesce(accepted_on, CAST(received_at AS DATE), CAST(applied_at AS DATE), as_of()) <= as_of()
    AND (accepted_on IS NULL OR stands_until <= as_of())
