-- name: Open cases
-- 名称: 在办办件
-- subject: flow
-- columns: case
-- cohort: the stock at the as-of day
-- 口径: 统计日的存量
-- source: domain.md 3
-- by: unit, area, item, platform, kind, channel, stage
SELECT *
FROM open_cases
ORDER BY remaining_days, case_no, platform
