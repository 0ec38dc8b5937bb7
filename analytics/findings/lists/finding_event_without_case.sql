-- name: Status event without its case
-- 名称: 状态记录找不到办件
-- subject: findings
-- unit: one row a status event
-- 单位: 每行一条状态
-- cohort: status events in the period, up to the as-of day
-- 口径: 期内的状态记录，不晚于统计日
-- definition: something happened to an instance that no export tells as accepted; being received, refused or supplemented comes before the acceptance
-- 定义: 实例未见受理记录却有后续状态；收件、不予受理和补正在受理之前，不计
-- source: domain.md 6, orphans
-- narrowed by: area, unit, platform
SELECT
    concat_ws('|', platform, case_no, which) AS row_key,
    platform,
    case_no,
    unit_name,
    area,
    told AS status_code,
    told_on,
    file,
    import_id,
    line
FROM orphan_rows
WHERE what = 'event' AND told_on BETWEEN period_start() AND period_end() AND told_on <= as_of()
ORDER BY told_on DESC, platform, case_no, import_id, line
