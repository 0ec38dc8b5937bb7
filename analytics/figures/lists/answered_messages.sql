-- name: Messages answered
-- 名称: 已答复留言
-- subject: messages
-- columns: message
-- cohort: messages whose due day lies in the period, answered by the as-of day
-- 口径: 到期日在期内、统计日前已答复的留言
-- source: domain.md 4, message_compliance
-- by: unit, area, platform, kind of message_kind, days, day of due_on
SELECT *
FROM answered_messages
ORDER BY response_days DESC, asked_at, message_no, platform
