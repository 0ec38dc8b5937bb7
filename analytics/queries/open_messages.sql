-- name: Unanswered messages
-- 名称: 未答复留言
-- unit: one row a message
-- cohort: the stock at the as-of day
-- definition: the rows themselves
-- source: domain.md 4, message_compliance
SELECT
    platform,
    message_no,
    message_kind,
    title,
    unit_name,
    area,
    asked_at,
    due_on,
    answered_at,
    response_days,
    message_group,
    overdue_days,
    remaining_days,
    import_id,
    line
FROM messages
WHERE is_open
ORDER BY remaining_days, asked_at, message_no
