-- name: Pauses of a case
-- 名称: 办件的暂停（特别程序）
-- subject: case
-- unit: one row a pause
-- 单位: 每行一次暂停
-- cohort: every pause begun on or before the as-of day
-- 口径: 统计日及以前开始的全部暂停
-- definition: as the exports tell them, overlapping or not; an end after the as-of day is not known yet
-- 定义: 按导出数据原样列出，不论是否重叠；统计日之后的结束时间视为未知
-- source: domain.md 2
-- narrowed by: area, unit, item, platform, kind
SELECT
    platform,
    case_no,
    pause_kind,
    pause_start,
    CASE WHEN end_on <= as_of() THEN pause_end END AS pause_end,
    start_on,
    CASE WHEN end_on <= as_of() THEN end_on END AS end_on,
    pause_reason,
    import_id,
    line
FROM pause_rows
WHERE start_on <= as_of()
ORDER BY platform, case_no, pause_start
