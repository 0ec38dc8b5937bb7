-- name: Closing time rewritten between exports
-- 名称: 两次导出之间改写办结时间
-- subject: findings
-- unit: one row a case and rewriting
-- 单位: 每行一次改写
-- cohort: cases that came in more than one import; the later one tells of days in the period, up to the as-of day
-- 口径: 多次导入的办件；后一次导入的数据日期在期内且不晚于统计日
-- definition: the closing time differs from the import before, or is gone; by the day where either has no time of day
-- 定义: 办结时间与上一次导入不一致或被清空；任一方只有日期时按日比较
-- source: domain.md 6, deadline rewritten
-- narrowed by: area, unit, item, platform, kind
WITH closing_pairs AS (
    SELECT
        *,
        lag(file) OVER earlier AS earlier_file,
        lag(closed_at) OVER earlier AS earlier_closed_at
    FROM told_versions
    WINDOW earlier AS (PARTITION BY platform, case_no ORDER BY age DESC)
)
SELECT
    concat_ws('|', told_cases.platform, told_cases.case_no, closing_pairs.exported_on) AS row_key,
    told_cases.platform,
    told_cases.case_no,
    told_cases.item_name,
    told_cases.unit_name,
    told_cases.area,
    told_cases.accepted_at,
    closing_pairs.earlier_closed_at AS closed_before,
    closing_pairs.closed_at AS closed_after,
    closing_pairs.earlier_file AS before_file,
    closing_pairs.file AS after_file,
    told_cases.item_code,
    closing_pairs.import_id,
    closing_pairs.line
FROM closing_pairs
INNER JOIN told_cases
    ON told_cases.platform = closing_pairs.platform AND told_cases.case_no = closing_pairs.case_no
WHERE closing_pairs.earlier_closed_at IS NOT NULL
    AND (closing_pairs.closed_at IS NULL OR told_apart(closing_pairs.closed_at, closing_pairs.earlier_closed_at))
    AND closing_pairs.told_on BETWEEN period_start() AND period_end()
    AND closing_pairs.told_on <= as_of()
ORDER BY closing_pairs.told_on DESC, told_cases.platform, told_cases.case_no
