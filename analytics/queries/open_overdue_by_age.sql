-- name: Age of the open overdue
-- 名称: 超期未办结时长分布
-- unit: cases
-- cohort: the stock at the as-of day past its deadline
-- definition: open and past the deadline, by working days past the due day
-- source: domain.md 4, open_overdue
-- rows: open_overdue_cases
-- count: open_overdue
SELECT
    CASE
        WHEN overdue_days <= 5 THEN '0–5'
        WHEN overdue_days <= 10 THEN '6–10'
        WHEN overdue_days <= 20 THEN '11–20'
        WHEN overdue_days <= 60 THEN '21–60'
        ELSE '> 60'
    END AS age,
    count(*) AS open_overdue
FROM open_cases
WHERE missed
GROUP BY age
ORDER BY min(overdue_days)
