-- name: Age of the open overdue
-- 名称: 超期未办结时长分布
-- unit: cases
-- cohort: the stock at the as-of day past its deadline
-- definition: open and past the deadline, by working days past the due day
-- source: domain.md 4, open_overdue
-- rows: open_overdue_cases
-- count: open_overdue
SELECT
    age,
    count(*) AS open_overdue
FROM overdue_stock
GROUP BY age
ORDER BY min(overdue_days)
