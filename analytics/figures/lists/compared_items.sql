-- name: Service items with both limits
-- 名称: 两项时限齐全的事项
-- subject: limits
-- columns: item
-- cohort: service items in force at the as-of day with both limits
-- 口径: 统计日有效、法定时限和承诺时限都有的事项
-- source: domain.md 4, compression_promised
-- by: unit, area, item, platform, kind of item_type
SELECT *
FROM compared_items
ORDER BY promised_days - statutory_days, item_code, item_name, unit_name, area, platform
