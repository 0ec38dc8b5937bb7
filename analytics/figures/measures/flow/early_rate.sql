-- name: Early closure rate
-- 名称: 提前办结率
-- unit: share of cases
-- 单位: 占办件的比例
-- cohort: cases closed in the period that have a limit, immediate cases apart
-- 口径: 期内办结、有时限的办件，不含即办件
-- definition: closed with fewer used days than promised / closed
-- 定义: 已用天数少于承诺天数的办结件数 ÷ 办结件数
-- formula: early_rate = closed_early / closed
-- source: domain.md 4, early_rate
-- by: unit, area, item, platform, kind, channel, stage, day of closed_on
-- narrowed by: area, unit, item, platform, kind
-- share: closed_early of closed
-- order: early_rate, closed DESC
-- rows: closed_with_limit
-- count: closed
SELECT
    count(*) AS closed,
    count(*) FILTER (WHERE early) AS closed_early,
    count(*) FILTER (WHERE early) / nullif(count(*), 0) AS early_rate
FROM closed_with_limit
