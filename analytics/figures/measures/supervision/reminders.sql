-- name: Reminders by what became of them
-- 名称: 提醒及发送结果
-- unit: reminders; letters, cases, messages and ratings where the column says so
-- 单位: 条；letters 为封，reminded_cases、reminded_messages、reminded_ratings 为件（条）
-- cohort: steps of the ladder that fired on the days of the period
-- 口径: 期内触发的催办步骤
-- definition: how many fired, in how many letters, for how many cases, messages and negative ratings; sent by a channel or copied by hand, still waiting (also for a second try, or to be copied), failed or refused for good, cancelled because closed or too late, unknown because a run died between sending and writing it down
-- 定义: 触发条数、信件封数、涉及办件、留言和差评数；已发送（含人工复制）、待发送（含重试和待复制）、发送失败或被拒、因已办结或过时而取消、因程序中断而结果不明的条数
-- source: domain.md 7
-- by: unit, area, platform, day of letter_on
-- narrowed by: area, unit
-- order: reminders DESC
-- rows: reminders_fired
-- count: reminders
SELECT
    count(*) AS reminders,
    count(DISTINCT letter_id) AS letters,
    count(DISTINCT row(platform, number)) FILTER (WHERE subject = 'cases') AS reminded_cases,
    count(DISTINCT row(platform, number)) FILTER (WHERE subject = 'messages') AS reminded_messages,
    count(DISTINCT row(platform, number)) FILTER (WHERE subject = 'ratings') AS reminded_ratings,
    count(*) FILTER (WHERE letter_state IN ('sent', 'copied')) AS reminders_sent,
    count(*) FILTER (WHERE letter_state IN ('queued', 'held', 'retrying', 'sending', 'to_copy')) AS reminders_waiting,
    count(*) FILTER (WHERE letter_state IN ('failed', 'refused')) AS reminders_failed,
    count(*) FILTER (WHERE letter_state = 'cancelled') AS reminders_cancelled,
    count(*) FILTER (WHERE letter_state = 'unknown') AS reminders_unknown
FROM fired_reminders
