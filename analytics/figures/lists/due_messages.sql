-- name: Messages with their due day in the period
-- 名称: 到期日在期内的留言
-- subject: messages
-- columns: message
-- cohort: messages whose due day lies in the period
-- 口径: 到期日在期内的留言
-- source: domain.md 4, message_compliance
-- by: unit, area, platform, kind of message_kind, days, day of due_on
SELECT *
FROM due_messages
ORDER BY overdue_days DESC, asked_at, message_no, platform
