-- name: Late closure rate
-- 名称: 逾期办结率
-- unit: share of cases
-- cohort: cases closed in the period
-- definition: closed after their deadline / closed
-- source: domain.md 4, late_closure_rate
-- rows: closed_cases
-- count: closed
SELECT
    count(*) AS closed,
    count(*) FILTER (WHERE closed_late) AS closed_late,
    count(*) FILTER (WHERE closed_late) / nullif(count(*), 0) AS late_closure_rate
FROM closed_cases
