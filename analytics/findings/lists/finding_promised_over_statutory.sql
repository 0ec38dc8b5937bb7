-- name: Promised limit above the statutory one
-- 名称: 承诺时限长于法定时限
-- unit: one row a service item
-- 单位: 每行一个事项
-- cohort: service items in the version in force at the as-of day, with both limits; the period does not matter
-- 口径: 统计日有效版本中两项时限齐全的事项，与期间无关
-- definition: promised > statutory, both in working days
-- 定义: 承诺时限 > 法定时限，均折算为工作日
-- source: domain.md 6, promised > statutory
-- narrowed by: area, unit, item
SELECT
    item_key AS row_key,
    platform,
    item_code,
    item_name,
    unit_name,
    area,
    promised_limit,
    promised_unit,
    promised_days,
    statutory_limit,
    statutory_unit,
    statutory_days,
    effective_on,
    import_id,
    line
FROM items
WHERE round(promised_days - statutory_days, 6) > 0
ORDER BY promised_days - statutory_days DESC, item_key
