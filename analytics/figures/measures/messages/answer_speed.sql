-- name: Time to answer
-- 名称: 留言答复用时
-- unit: working days
-- 单位: 工作日
-- cohort: messages whose due day lies in the period, answered by the as-of day
-- 口径: 到期日在期内、统计日前已答复的留言
-- definition: working days from the asking day (not counted) to the answer: half of the messages took no longer than the median, nine of ten no longer than the 90th percentile
-- 定义: 从留言日（不计）到答复的工作日数：半数留言不超过中位数，九成不超过第 90 百分位数
-- source: domain.md 9
-- by: unit, area, platform, kind of message_kind, day of due_on
-- narrowed by: area, unit, platform
-- order: median_days DESC, messages DESC
-- rows: answered_messages
-- count: messages
SELECT
    count(*) AS messages,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY response_days) AS median_days,
    percentile_cont(0.9) WITHIN GROUP (ORDER BY response_days) AS p90_days
FROM answered_messages
