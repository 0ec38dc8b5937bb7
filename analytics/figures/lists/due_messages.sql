-- name: Messages due
-- 名称: 到期留言
-- subject: messages
-- unit: one row a message
-- 单位: 每行一条留言
-- cohort: messages whose due day lies in the period
-- 口径: 到期日在期内的留言
-- definition: the rows themselves
-- 定义: 逐件列出
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
ORDER BY overdue_days DESC, asked_at, message_no, platform
