-- name: Messages asked
-- 名称: 收到的留言
-- subject: messages
-- columns: message, asked_again, asked_before_on, responded_as, solved_as, satisfied_as
-- cohort: messages asked in the period
-- 口径: 期内提出的留言
-- source: domain.md 9
-- by: unit, area, platform, kind of message_kind, day of asked_on
SELECT *
FROM asked_messages
ORDER BY asked_again DESC, asked_at DESC, platform, message_no
