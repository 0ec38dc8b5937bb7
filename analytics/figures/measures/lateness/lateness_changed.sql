-- name: What changed in the late stock
-- 名称: 超期存量变化
-- unit: cases
-- 单位: 件
-- cohort: open past the deadline at the end of the day before the period, or at the as-of day
-- 口径: 期初前一日或统计日已过期限仍在办的办件
-- definition: newly late: at the as-of day only; no longer late: at the day before only; still late: on both; due days as they stand at the as-of day
-- 定义: 新增：仅统计日超期；已消除：仅期初前一日超期；持续：两日均超期；到期日以统计日为准
-- formula: late_before = no_longer_late + still_late; late_now = newly_late + still_late
-- source: domain.md 10
-- by: unit, area, item, platform, kind, channel, stage
-- narrowed by: area, unit, item, platform, kind
-- order: newly_late DESC, still_late DESC
-- rows: late_changes
-- count: newly_late + no_longer_late + still_late
SELECT
    count(*) FILTER (WHERE late_change = 'newly_late') AS newly_late,
    count(*) FILTER (WHERE late_change = 'no_longer_late') AS no_longer_late,
    count(*) FILTER (WHERE late_change = 'still_late') AS still_late,
    count(*) FILTER (WHERE late_change <> 'newly_late') AS late_before,
    count(*) FILTER (WHERE late_change <> 'no_longer_late') AS late_now
FROM late_changes
