-- name: Early closure rate
-- 名称: 提前办结率
-- unit: share of cases
-- cohort: cases closed in the period that have a limit, immediate cases apart
-- definition: closed with fewer used days than promised / closed
-- source: domain.md 4, early_rate
SELECT
    count(*) AS closed,
    count(*) FILTER (WHERE early) AS closed_early,
    count(*) FILTER (WHERE early) / nullif(count(*), 0) AS early_rate
FROM closed_cases
WHERE limit_days > 0 AND case_kind IS DISTINCT FROM 'immediate'
