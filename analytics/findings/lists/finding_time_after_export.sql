-- name: Time after its own export
-- 名称: 晚于导出日期的时间
-- subject: findings
-- unit: one row a time
-- 单位: 每行一个时间
-- cohort: exports that tell of days in the period, up to the as-of day
-- 口径: 数据日期在期内且不晚于统计日的导出
-- definition: a time after the day of its own export (or of its import, where the export bears no date); it is left out of every figure
-- 定义: 晚于导出日期（无导出日期时为导入日期）的时间；不计入任何指标
-- source: domain.md 3, data date
-- narrowed by: area, unit, platform
SELECT
    concat_ws('|', platform, kind, number, field, value) AS row_key,
    platform,
    CASE WHEN kind <> 'messages' THEN number END AS case_no,
    CASE WHEN kind = 'messages' THEN number END AS message_no,
    unit_name,
    area,
    field,
    value,
    export_day,
    file,
    import_id,
    line
FROM time_after_export_rows
WHERE told_on BETWEEN period_start() AND period_end() AND told_on <= as_of()
ORDER BY value DESC, import_id, line, field
