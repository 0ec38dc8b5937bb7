-- Every case, message and negative rating at the end of the as-of day, as what orders and the ledger follow.
SELECT
    'cases' AS subject,
    platform,
    case_no AS number,
    unit_name,
    due_on,
    is_open,
    CASE WHEN is_paused THEN 'paused' WHEN is_open THEN 'open' ELSE 'closed' END AS status,
    coalesce(closed_on, finished_on) AS settled_on
FROM cases
UNION ALL
SELECT
    'messages' AS subject,
    platform,
    message_no AS number,
    unit_name,
    due_on,
    is_open,
    CASE WHEN is_open THEN 'open' ELSE 'answered' END AS status,
    answered_on AS settled_on
FROM messages
UNION ALL
SELECT
    'ratings' AS subject,
    platform,
    rating_no AS number,
    unit_name,
    due_on,
    is_open,
    CASE WHEN is_open THEN 'open' ELSE 'closed' END AS status,
    coalesce(struct_extract_at(last_rectified, 1), verified_on, revisited_on) AS settled_on
FROM followed_ratings
