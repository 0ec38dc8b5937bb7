-- name: Late closure rate
-- 名称: 逾期办结率
-- unit: share of cases
-- 单位: 占办件的比例
-- cohort: cases closed in the period
-- 口径: 期内办结的办件
-- definition: closed after their deadline / closed
-- 定义: 超过期限后办结的件数 ÷ 办结件数
-- formula: late_closure_rate = closed_late / closed
-- source: domain.md 4, late_closure_rate
-- by: unit, area, item, platform, kind, channel, stage, day of closed_on
-- narrowed by: area, unit, item, platform, kind
-- order: late_closure_rate DESC, closed DESC
-- rows: closed_cases
-- count: closed
SELECT
    count(*) AS closed,
    count(*) FILTER (WHERE closed_late) AS closed_late,
    CASE WHEN count(due_on) > 0 THEN count(*) FILTER (WHERE closed_late) / count(*) END AS late_closure_rate
FROM closed_cases
