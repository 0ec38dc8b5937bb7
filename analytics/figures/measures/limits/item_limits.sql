-- name: Limits of service items
-- 名称: 事项时限
-- unit: working days
-- 单位: 工作日
-- cohort: service items in force at the as-of day
-- 口径: 统计日有效的事项
-- definition: statutory, promised and actually used days; finding: no statutory limit, no promised limit, promised > statutory
-- 定义: 法定、承诺和实际用时天数；待核实：无法定时限、无承诺时限、承诺长于法定
-- source: domain.md 4, compression traps
-- by: nothing
-- narrowed by: area, unit, item
SELECT
    items.item_code,
    items.item_name,
    items.unit_name,
    items.area,
    items.statutory_days,
    items.promised_days,
    used.used_days,
    coalesce(used.cases, 0) AS cases,
    CASE WHEN items.statutory_days > 0 THEN 1 - items.promised_days / items.statutory_days END AS compression,
    CASE
        WHEN items.statutory_days IS NULL THEN 'no statutory limit'
        WHEN items.promised_days IS NULL THEN 'no promised limit'
        WHEN items.promised_days > items.statutory_days THEN 'promised > statutory'
    END AS finding
FROM items
LEFT JOIN (
    SELECT item_key, avg(used_days) AS used_days, count(*) AS cases
    FROM closed_cases
    GROUP BY item_key
) AS used
    ON used.item_key = items.item_key
ORDER BY compression, items.item_code, items.item_name, items.unit_name, items.area, items.platform
