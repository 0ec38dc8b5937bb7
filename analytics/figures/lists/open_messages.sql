-- name: Unanswered messages
-- 名称: 未答复留言
-- subject: messages
-- columns: message
-- cohort: the stock at the as-of day
-- 口径: 统计日的存量
-- source: domain.md 4, message_compliance
-- by: unit, area, platform, kind of message_kind
SELECT *
FROM messages
WHERE is_open
ORDER BY remaining_days, asked_at, message_no, platform
