-- name: Share of cases that would have met a shorter limit
-- 名称: 各更短时限的可达比例
-- unit: share of cases
-- 单位: 占办件的比例
-- cohort: service items in force at the as-of day, with their cases closed in the period whose time can be measured
-- 口径: 统计日有效的事项，及其期内办结、用时可计算的办件
-- definition: per item and limit in working days that one of its cases needed: cases that would have met it / cases
-- 定义: 按事项和办件实际所需的工作日时限：能够满足该时限的办件数 ÷ 办件数
-- formula: share_met = met / cases
-- source: domain.md 4, next_limits
-- by: nothing
-- narrowed by: area, unit, item
SELECT
    items.item_key,
    items.item_code,
    items.item_name,
    items.unit_name,
    items.area,
    limit_steps.limit_days,
    limit_steps.met,
    limit_steps.cases,
    limit_steps.met / nullif(limit_steps.cases, 0) AS share_met,
    wilson_low(limit_steps.met, limit_steps.cases) AS low,
    wilson_high(limit_steps.met, limit_steps.cases) AS high
FROM limit_steps
INNER JOIN items ON items.item_key = limit_steps.proposal_key
ORDER BY items.item_key, limit_steps.limit_days
