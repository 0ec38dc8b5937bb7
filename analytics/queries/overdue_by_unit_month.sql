-- name: Overdue rate by unit and month
-- 名称: 各单位各月超期率
-- unit: share of cases
-- cohort: cases whose due day lies in the period and has passed at the as-of day, by the month of the due day
-- definition: closed after their deadline, or still open, / all in the cohort
-- source: domain.md 4, overdue_rate
-- rows: due_cases
-- count: due
SELECT
    unit_name,
    CAST(date_trunc('month', due_on) AS DATE) AS month,
    count(*) AS due,
    count(*) FILTER (WHERE missed) AS missed,
    count(*) FILTER (WHERE missed) / count(*) AS overdue_rate
FROM due_cases
GROUP BY unit_name, date_trunc('month', due_on)
ORDER BY unit_name, month
