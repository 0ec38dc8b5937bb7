-- name: Overdue rate by unit
-- 名称: 各单位超期率
-- unit: share of cases
-- cohort: cases whose due day lies in the period and has passed at the as-of day
-- definition: closed after their deadline, or still open, / all in the cohort, with the Wilson interval
-- source: domain.md 4, overdue_rate
-- rows: due_cases
-- count: due
SELECT
    unit_name,
    count(*) AS due,
    count(*) FILTER (WHERE missed) AS missed,
    count(*) FILTER (WHERE missed) / count(*) AS overdue_rate,
    wilson_low(count(*) FILTER (WHERE missed), count(*)) AS low,
    wilson_high(count(*) FILTER (WHERE missed), count(*)) AS high,
    count(*) >= minimum_count() AS ranked
FROM due_cases
GROUP BY unit_name
ORDER BY overdue_rate DESC, due DESC, unit_name
