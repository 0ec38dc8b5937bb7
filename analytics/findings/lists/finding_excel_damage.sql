-- name: Damaged by a spreadsheet
-- 名称: 电子表格造成的损坏
-- unit: one row a rejected row, or a file
-- 单位: 每行一条被拒行或一个文件
-- cohort: imports that tell of days in the period, up to the as-of day
-- 口径: 数据日期在期内且不晚于统计日的导入
-- definition: a code in scientific notation, which lost its digits (the row is rejected); or a file of cases in which all times are cut to the day
-- 定义: 编码成为科学计数法而丢失数位（该行被拒），或办件文件中所有时间都只剩日期
-- source: domain.md 6, Excel damage
-- narrowed by: area, unit, platform
SELECT
    concat_ws('|', damage, file, sheet, line, field) AS row_key,
    platform,
    unit_name,
    area,
    damage,
    file,
    sheet,
    line,
    field,
    value,
    rows,
    import_id
FROM damage_rows
WHERE told_on BETWEEN period_start() AND period_end() AND told_on <= as_of()
ORDER BY damage DESC, file, line
