-- Every case and message that has missed its deadline at the as-of day, once for each due day that it has missed.
SELECT
    'case_late' AS entry_kind,
    'cases' AS subject,
    platform,
    case_no AS number,
    item_name AS title,
    unit_name,
    area,
    due_on,
    CASE WHEN is_paused THEN 'paused' WHEN is_open THEN 'open' ELSE 'closed' END AS status_then,
    coalesce(closed_on, finished_on) AS closed_then,
    case_points() AS points,
    import_id,
    line
FROM cases
WHERE missed
UNION ALL
SELECT
    'message_late' AS entry_kind,
    'messages' AS subject,
    platform,
    message_no AS number,
    title,
    unit_name,
    area,
    due_on,
    CASE WHEN is_open THEN 'open' ELSE 'answered' END AS status_then,
    answered_on AS closed_then,
    message_points() AS points,
    import_id,
    line
FROM messages
WHERE message_group IN ('late', 'unanswered_overdue')
