-- name: Overdue rate by area
-- 名称: 各地区超期率
-- subject: lateness
-- unit: share of cases
-- 单位: 占办件的比例
-- cohort: cases whose due day lies in the period and has passed at the as-of day
-- 口径: 到期日在期内、且统计日时已过到期日的办件
-- definition: closed after their deadline, or still open, / all in the cohort, with the Wilson interval
-- 定义: 超过期限后办结或仍未办结的件数 ÷ 口径内全部件数，附 Wilson 置信区间
-- formula: overdue_rate = missed / due
-- source: domain.md 4, overdue_rate
-- rows: due_cases
-- count: due
SELECT
    area,
    count(*) AS due,
    count(*) FILTER (WHERE missed) AS missed,
    count(*) FILTER (WHERE missed) / count(*) AS overdue_rate,
    wilson_low(count(*) FILTER (WHERE missed), count(*)) AS low,
    wilson_high(count(*) FILTER (WHERE missed), count(*)) AS high,
    count(*) >= minimum_count() AS ranked
FROM due_cases
GROUP BY area
ORDER BY overdue_rate DESC, due DESC, area
