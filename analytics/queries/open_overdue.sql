-- name: Open and overdue
-- 名称: 超期未办结
-- unit: cases; working days
-- cohort: the stock at the as-of day
-- definition: open and past the deadline; the longest in working days past the due day
-- source: domain.md 4, open_overdue
-- rows: open_overdue_cases
-- count: open_overdue
SELECT
    count(*) AS open_overdue,
    coalesce(max(overdue_days), 0) AS longest_days
FROM open_cases
WHERE missed
