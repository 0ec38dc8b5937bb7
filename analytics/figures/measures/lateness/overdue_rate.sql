-- name: Overdue rate
-- 名称: 超期率
-- unit: share of cases
-- 单位: 占办件的比例
-- cohort: cases whose due day lies in the period and has passed at the as-of day
-- 口径: 到期日在期内、且统计日时已过到期日的办件
-- definition: closed after their deadline, or still open, / all in the cohort
-- 定义: 超过期限后办结或仍未办结的件数 ÷ 口径内全部件数
-- formula: overdue_rate = missed / due
-- source: domain.md 4, overdue_rate
-- by: unit, area, item, platform, kind, channel, stage, day of due_on
-- narrowed by: area, unit, item, platform, kind
-- share: missed of due
-- order: overdue_rate DESC, due DESC
-- rows: due_cases
-- count: due
SELECT
    count(*) AS due,
    count(*) FILTER (WHERE missed) AS missed,
    count(*) FILTER (WHERE missed) / nullif(count(*), 0) AS overdue_rate
FROM due_cases
