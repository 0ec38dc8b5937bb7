-- name: Closures by month
-- 名称: 各月办结情况
-- subject: flow
-- unit: share of cases
-- 单位: 占办件的比例
-- cohort: cases closed in the period, by the month of closing
-- 口径: 期内办结的办件，按办结月份
-- definition: closed late / closed; early: closed with fewer used days than promised / closed with a limit, immediate cases apart
-- 定义: 逾期办结 ÷ 办结；提前：已用天数少于承诺天数的办结 ÷ 有时限的办结，不含即办件
-- formula: late_closure_rate = closed_late / closed
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
