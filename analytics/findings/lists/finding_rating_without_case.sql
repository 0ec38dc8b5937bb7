-- name: Rating without its case
-- 名称: 评价找不到办件
-- subject: findings
-- unit: one row a rating
-- 单位: 每行一条评价
-- cohort: ratings given in the period, up to the as-of day
-- 口径: 期内的评价，不晚于统计日
-- definition: it names no case, or no case of its platform has its number
-- 定义: 未注明办件编号，或该平台没有此编号的办件
-- source: domain.md 6, orphans
-- narrowed by: area, unit, platform
SELECT
    concat_ws('|', platform, case_no, which) AS row_key,
    platform,
    case_no,
    unit_name,
    area,
    CAST(told AS INTEGER) AS level,
    told_on,
    file,
    import_id,
    line
FROM orphan_rows
WHERE what = 'rating' AND told_on BETWEEN period_start() AND period_end() AND told_on <= as_of()
ORDER BY told_on DESC, platform, case_no, import_id, line
