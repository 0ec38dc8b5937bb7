-- name: Messages asked again
-- 名称: 重复留言率
-- unit: share of messages
-- 单位: 占留言的比例
-- cohort: messages asked in the period
-- 口径: 期内提出的留言
-- definition: messages whose applicant, or whose words, asked already within the days before that the settings name / all messages
-- 定义: 设定天数内同一留言人或相同内容已提出过的留言 ÷ 全部留言
-- formula: asked_again_rate = asked_again / messages
-- source: domain.md 9
-- by: unit, area, platform, kind of message_kind, day of asked_on
-- narrowed by: area, unit, platform
-- share: asked_again of messages
-- order: asked_again_rate DESC, messages DESC
-- rows: asked_messages
-- count: messages
SELECT
    count(*) AS messages,
    count(*) FILTER (WHERE asked_again) AS asked_again,
    count(*) FILTER (WHERE asked_again) / nullif(count(*), 0) AS asked_again_rate
FROM asked_messages
