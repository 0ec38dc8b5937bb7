-- name: Overdue rate
-- 名称: 超期率
-- unit: share of cases
-- cohort: cases whose due day lies in the period and has passed at the as-of day
-- definition: closed after their deadline, or still open, / all in the cohort
-- source: domain.md 4, overdue_rate
-- rows: due_cases
-- count: due
SELECT
    count(*) AS due,
    count(*) FILTER (WHERE missed) AS missed,
    count(*) FILTER (WHERE missed) / nullif(count(*), 0) AS overdue_rate
FROM due_cases
