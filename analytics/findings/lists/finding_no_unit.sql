-- name: Cases without a unit
-- 名称: 未注明单位的办件
-- unit: one row a case
-- 单位: 每行一件
-- cohort: cases accepted (or else received, or applied for) in the period
-- 口径: 期内受理（未受理的按收件或申请）的办件
-- definition: neither the name nor the code of a unit
-- 定义: 单位名称和单位代码均为空
-- source: domain.md 6, no unit
-- narrowed by: area, unit, item, platform, kind
SELECT
    concat_ws('|', platform, case_no) AS row_key,
    platform,
    case_no,
    item_name,
    unit_name,
    area,
    accepted_at,
    closed_at,
    status,
    item_code,
    import_id,
    line
FROM told_cases
WHERE told_on BETWEEN period_start() AND period_end()
    AND unit_name IS NULL
    AND unit_code IS NULL
ORDER BY accepted_at, platform, case_no
