-- What the assessment is measured on: each case and message due in the period, and each entry about a day of it.
SELECT due_on AS event_on, unit_name, area, 1 AS due
FROM due_cases
UNION ALL BY NAME
SELECT due_on AS event_on, unit_name, area, 1 AS due
FROM due_messages
WHERE message_group <> 'not_yet_due'
UNION ALL BY NAME
SELECT
    event_on,
    unit_name,
    area,
    0 AS due,
    entry_kind,
    points,
    CASE WHEN case_no IS NOT NULL THEN points END AS points_of_due,
    -- one that stands beside the miss's own entry is of the same case
    CASE WHEN case_no IS NOT NULL AND counted IS DISTINCT FROM 'adds' THEN sign(points) END AS charged,
    CASE counted WHEN 'replaces' THEN instead_of ELSE 0 END AS more_if_added,
    CASE counted WHEN 'adds' THEN instead_of ELSE 0 END AS less_if_replaced
FROM dated_ledger
