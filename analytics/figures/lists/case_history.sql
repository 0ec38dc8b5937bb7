-- name: Versions of a case over the imports
-- 名称: 办件的历次版本
-- subject: case
-- unit: one row a version
-- 单位: 每行一个版本
-- cohort: cases that came more than once; the newest has age 1
-- 口径: 多次导入的办件；最新版本的序号为 1
-- definition: each row as it arrived, by export day, then import, then line
-- 定义: 每次导入的原始行，依次按导出日期、导入批次、行号排列
-- source: domain.md 3
-- narrowed by: area, unit, item, platform, kind
SELECT
    platform,
    case_no,
    age,
    exported_on,
    item_code,
    item_name,
    unit_name,
    region_name,
    applied_at,
    received_at,
    accepted_at,
    due_at,
    closed_at,
    promised_limit,
    promised_unit,
    statutory_limit,
    statutory_unit,
    extension_days,
    case_kind,
    status,
    result,
    channel,
    circulated,
    applicant,
    pause_kind,
    pause_start,
    pause_end,
    pause_reason,
    import_id,
    sheet,
    line
FROM case_versions
ORDER BY platform, case_no, age
