-- name: Limits of messages and how they are met
-- 名称: 各类留言时限及答复用时
-- unit: working days
-- 单位: 工作日
-- cohort: messages whose due day lies in the period
-- 口径: 到期日在期内的留言
-- definition: the limit of each kind as the settings have it, with the median and the 90th percentile of the working days to answer, and those asked again within the days before that the settings name
-- 定义: 设置中各类留言的时限，并列答复用时的中位数和第 90 百分位数，以及设定天数内重复提出的留言
-- source: domain.md 9
-- by: unit, area, platform, kind of message_kind, day of due_on
-- narrowed by: area, unit, platform
-- order: messages DESC
-- rows: due_messages
-- count: messages
SELECT
    count(*) AS messages,
    min(limit_days) AS shortest_limit,
    max(limit_days) AS longest_limit,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY response_days) AS median_days,
    percentile_cont(0.9) WITHIN GROUP (ORDER BY response_days) AS p90_days,
    count(*) FILTER (WHERE asked_again) AS asked_again
FROM due_messages
