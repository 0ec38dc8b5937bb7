-- Every case of which something had been told at the as-of day, whatever became of it: for faults in the data themselves.
SELECT
    platform,
    case_no,
    item_code,
    item_name,
    unit_name,
    unit_code,
    area,
    contradicting_area,
    applied_at,
    received_at,
    accepted_at,
    CASE WHEN closed_on <= as_of() THEN closed_at END AS closed_at,
    coalesce(accepted_on, CAST(received_at AS DATE), CAST(applied_at AS DATE)) AS told_on,
    case_kind,
    status,
    standing,
    stands_until,
    finished_on,
    platform_due_at,
    platform_due_on,
    statutory_unread,
    promised_unread,
    extension_unread,
    applicant_key,
    import_id,
    line
FROM case_rows
WHERE is_last
    AND told_on <= as_of()
