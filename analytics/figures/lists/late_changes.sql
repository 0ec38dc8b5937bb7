-- name: Cases newly late, still late, no longer late
-- 名称: 新增、持续和已消除的超期办件
-- subject: lateness
-- columns: case, late_change
-- cohort: open past the deadline at the end of the day before the period, or at the as-of day
-- 口径: 期初前一日或统计日已过期限仍在办的办件
-- source: domain.md 10
-- by: unit, area, item, platform, kind, channel, stage
SELECT *
FROM late_changes
ORDER BY late_change <> 'newly_late', late_change <> 'no_longer_late', overdue_days DESC, case_no, platform
