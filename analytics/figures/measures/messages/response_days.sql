-- name: Working days to answer
-- 名称: 留言答复用时分布
-- subject: messages
-- unit: messages
-- 单位: 条
-- cohort: messages whose due day lies in the period, answered by the as-of day
-- 口径: 到期日在期内、统计日前已答复的留言
-- definition: working days from the asking day (not counted) to the answer
-- 定义: 从留言日（不计）到答复的工作日数
-- source: domain.md 4, message_compliance
SELECT
    days,
    count(*) AS messages
FROM due_messages
WHERE days IS NOT NULL
GROUP BY days
ORDER BY min(response_days)
