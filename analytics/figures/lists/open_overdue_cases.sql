-- name: Open overdue cases
-- 名称: 超期未办结办件
-- subject: lateness
-- columns: case
-- cohort: the stock at the as-of day past its deadline
-- 口径: 统计日已过期限的存量
-- source: domain.md 3
-- by: unit, area, item, platform, kind, channel, stage, age
SELECT *
FROM overdue_stock
ORDER BY overdue_days DESC, case_no, platform
