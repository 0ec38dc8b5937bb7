-- name: Working days to answer
-- 名称: 留言答复用时分布
-- unit: messages
-- cohort: messages whose due day lies in the period, answered by the as-of day
-- definition: working days from the asking day (not counted) to the answer
-- source: domain.md 4, message_compliance
SELECT
    days,
    count(*) AS messages
FROM due_messages
WHERE days IS NOT NULL
GROUP BY days
ORDER BY min(response_days)
