-- name: Unit and area contradict each other
-- 名称: 单位与地区不符
-- subject: findings
-- unit: one row a case
-- 单位: 每行一件
-- cohort: cases accepted (or else received, or applied for) in the period
-- 口径: 期内受理（未受理的按收件或申请）的办件
-- definition: the unit belongs to another area than the one that the export names; the export's area counts. City departments may act anywhere
-- 定义: 单位所属地区与导出数据所列地区不同，以导出数据为准；市级部门不计
-- source: domain.md 5, units
-- narrowed by: area, unit, item, platform, kind
SELECT
    concat_ws('|', platform, case_no) AS row_key,
    platform,
    case_no,
    item_name,
    unit_name,
    area,
    contradicting_area AS area_of_unit,
    accepted_at,
    closed_at,
    item_code,
    import_id,
    line
FROM told_cases
WHERE contradicting_area IS NOT NULL AND told_on BETWEEN period_start() AND period_end()
ORDER BY accepted_at, platform, case_no
