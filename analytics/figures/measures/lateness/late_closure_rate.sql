-- name: Late closure rate
-- 名称: 逾期办结率
-- subject: lateness
-- unit: share of cases
-- 单位: 占办件的比例
-- cohort: cases closed in the period
-- 口径: 期内办结的办件
-- definition: closed after their deadline / closed
-- 定义: 超过期限后办结的件数 ÷ 办结件数
-- formula: late_closure_rate = closed_late / closed
-- source: domain.md 4, late_closure_rate
-- rows: closed_cases
-- count: closed
SELECT
    count(*) AS closed,
    count(*) FILTER (WHERE closed_late) AS closed_late,
    count(*) FILTER (WHERE closed_late) / nullif(count(*), 0) AS late_closure_rate
FROM closed_cases
