-- name: Closures by month
-- 名称: 各月办结情况
-- unit: share of cases
-- cohort: cases closed in the period, by the month of closing
-- definition: closed late / closed; early: closed with fewer used days than promised / closed with a limit, immediate cases apart
-- source: domain.md 4, late_closure_rate and early_rate
-- rows: closed_cases
-- count: closed
SELECT
    CAST(date_trunc('month', closed_on) AS DATE) AS month,
    count(*) AS closed,
    count(*) FILTER (WHERE closed_late) AS closed_late,
    count(*) FILTER (WHERE closed_late) / count(*) AS late_closure_rate,
    count(*) FILTER (WHERE early AND limit_days > 0 AND case_kind IS DISTINCT FROM 'immediate')
        / nullif(count(*) FILTER (WHERE limit_days > 0 AND case_kind IS DISTINCT FROM 'immediate'), 0) AS early_rate
FROM closed_cases
GROUP BY date_trunc('month', closed_on)
ORDER BY month
