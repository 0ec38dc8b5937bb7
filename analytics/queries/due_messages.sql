-- name: Messages due
-- 名称: 到期留言
-- unit: one row a message
-- cohort: messages whose due day lies in the period
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
    days,
    message_group,
    overdue_days,
    remaining_days,
    import_id,
    line
FROM due_messages
ORDER BY overdue_days DESC, asked_at, message_no
