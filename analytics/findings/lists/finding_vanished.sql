-- name: Missing from a later export
-- 名称: 在后续导出中消失
-- unit: one row a case
-- 单位: 每行一件
-- cohort: cases of an earlier export; the later one tells of days in the period, up to the as-of day
-- 口径: 早先导出中的办件；后一次导出的数据日期在期内且不晚于统计日
-- definition: a later export of the same platform has cases of its area accepted before and after it, but not the case itself; the case stays in the figures. An export whose mapping calls it partial, or with fewer than partial_unit_share of the very units that the fullest earlier one of the area had, makes nothing vanish
-- 定义: 同一平台的后续导出含该地区在其受理日前后的办件，却不含该办件；该办件仍计入各项指标。映射文件声明为部分导出（partial），或该地区早先最全的一次导出所含单位中、本次仍含的不足 partial_unit_share 的导出，不据以认定消失
-- source: domain.md 3, the second axis
-- narrowed by: area, unit, item, platform, kind
SELECT
    concat_ws('|', told_cases.platform, told_cases.case_no) AS row_key,
    told_cases.platform,
    told_cases.case_no,
    told_cases.item_name,
    told_cases.unit_name,
    told_cases.area,
    told_cases.accepted_at,
    told_cases.closed_at,
    told_cases.status,
    vanished_cases.last_file AS before_file,
    vanished_cases.missing_file AS after_file,
    told_cases.item_code,
    told_cases.import_id,
    told_cases.line
FROM vanished_cases
INNER JOIN told_cases
    ON told_cases.platform = vanished_cases.platform AND told_cases.case_no = vanished_cases.case_no
WHERE vanished_cases.told_on BETWEEN period_start() AND period_end()
    AND vanished_cases.told_on <= as_of()
ORDER BY told_cases.accepted_at, told_cases.platform, told_cases.case_no
