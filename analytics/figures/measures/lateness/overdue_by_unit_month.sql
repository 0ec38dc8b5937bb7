-- name: Overdue rate by unit and month
-- 名称: 各单位各月超期率
-- subject: lateness
-- unit: share of cases
-- 单位: 占办件的比例
-- cohort: cases whose due day lies in the period and has passed at the as-of day, by the month of the due day
-- 口径: 到期日在期内、且统计日时已过到期日的办件，按到期月份
-- definition: closed after their deadline, or still open, / all in the cohort
-- 定义: 超过期限后办结或仍未办结的件数 ÷ 口径内全部件数
-- formula: overdue_rate = missed / due
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
