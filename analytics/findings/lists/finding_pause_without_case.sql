-- name: Pause without its case
-- 名称: 暂停找不到办件
-- subject: findings
-- unit: one row a pause
-- 单位: 每行一次暂停
-- cohort: pauses begun in the period, up to the as-of day
-- 口径: 期内开始的暂停，不晚于统计日
-- definition: no case of its platform has its number
-- 定义: 该平台没有此编号的办件
-- source: domain.md 6, orphans
-- narrowed by: area, unit, platform
SELECT
    concat_ws('|', platform, case_no, which) AS row_key,
    platform,
    case_no,
    unit_name,
    area,
    told AS pause_kind,
    told_on,
    file,
    import_id,
    line
FROM orphan_rows
WHERE what = 'pause' AND told_on BETWEEN period_start() AND period_end() AND told_on <= as_of()
ORDER BY told_on DESC, platform, case_no, import_id, line
