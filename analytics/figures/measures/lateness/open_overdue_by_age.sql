-- name: Age of the open overdue
-- 名称: 超期未办结时长分布
-- subject: lateness
-- unit: cases
-- 单位: 件
-- cohort: the stock at the as-of day past its deadline
-- 口径: 统计日已过期限的存量
-- definition: open and past the deadline, by working days past the due day
-- 定义: 已过期限仍在办的件数，按超过到期日的工作日分段
-- source: domain.md 4, open_overdue
-- rows: open_overdue_cases
-- count: open_overdue
SELECT
    age,
    count(*) AS open_overdue
FROM overdue_stock
GROUP BY age
ORDER BY min(overdue_days)
