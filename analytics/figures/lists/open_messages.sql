-- name: Unanswered messages
-- 名称: 未答复留言
-- subject: messages
-- unit: one row a message
-- 单位: 每行一条留言
-- cohort: the stock at the as-of day
-- 口径: 统计日的存量
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
    message_group,
    overdue_days,
    remaining_days,
    import_id,
    line
FROM messages
WHERE is_open
ORDER BY remaining_days, asked_at, message_no, platform
