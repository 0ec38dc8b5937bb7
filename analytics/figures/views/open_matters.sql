-- Open cases whose clock runs, unanswered messages and negative ratings to rectify, as one table: what somebody can be urged about.
SELECT
    'cases' AS subject,
    platform,
    case_no AS number,
    item_name AS matter,
    unit_name,
    area,
    accepted_on AS began_on,
    due_on,
    remaining_days,
    overdue_days,
    light,
    miss_chance,
    due_in IN ('over', 'today', 'next_day', 'soon') OR coalesce(light IN ('yellow', 'red'), FALSE) AS is_urgent,
    due_in = 'over' AS is_late
FROM watched_cases
UNION ALL
SELECT
    'messages' AS subject,
    platform,
    message_no AS number,
    message_kind AS matter,
    unit_name,
    area,
    asked_on AS began_on,
    due_on,
    remaining_days,
    overdue_days,
    NULL AS light,
    NULL AS miss_chance,
    coalesce(remaining_days <= within_days(), FALSE) AS is_urgent,
    coalesce(due_on < as_of(), FALSE) AS is_late
FROM messages
WHERE is_open
UNION ALL
SELECT
    'ratings' AS subject,
    platform,
    rating_no AS number,
    item_name AS matter,
    unit_name,
    area,
    rated_on AS began_on,
    due_on,
    remaining_days,
    overdue_days,
    NULL AS light,
    NULL AS miss_chance,
    coalesce(remaining_days <= within_days(), FALSE) AS is_urgent,
    coalesce(due_on < as_of(), FALSE) AS is_late
FROM followed_ratings
WHERE is_open
