-- name: Open and overdue
-- 名称: 超期未办结
-- unit: cases; working days
-- 单位: 件；工作日
-- cohort: the stock at the as-of day
-- 口径: 统计日的存量
-- definition: open and past the deadline; the longest in working days past the due day
-- 定义: 已过期限仍在办的件数；最长超期按超过到期日的工作日计
-- source: domain.md 4, open_overdue
-- by: unit, area, item, platform, kind, channel, stage, age
-- narrowed by: area, unit, item, platform, kind
-- order: open_overdue DESC
-- rows: open_overdue_cases
-- count: open_overdue
SELECT
    count(*) AS open_overdue,
    coalesce(max(overdue_days), 0) AS longest_days
FROM overdue_stock
