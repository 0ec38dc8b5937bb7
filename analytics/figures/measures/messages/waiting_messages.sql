-- name: Messages that wait
-- 名称: 待答复留言
-- unit: messages
-- 单位: 条
-- cohort: unanswered messages at the as-of day, late or due within the days that settings.toml names
-- 口径: 统计日未答复、已超期或设定天数内到期的留言
-- definition: those past their due day, and those that fall due within the days named
-- 定义: 已超期的条数，设定天数内到期的条数
-- source: domain.md 7
-- by: unit, area, platform, kind of message_kind
-- narrowed by: area, unit, platform
-- order: messages_late DESC, messages_due DESC
SELECT
    count(*) FILTER (WHERE due_on < as_of()) AS messages_late,
    count(*) FILTER (WHERE due_on >= as_of()) AS messages_due
FROM messages
WHERE is_open AND remaining_days <= within_days()
