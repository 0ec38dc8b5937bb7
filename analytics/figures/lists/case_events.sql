-- name: Status events of a case
-- 名称: 办件的状态记录
-- subject: case
-- unit: one row an event
-- 单位: 每行一条状态
-- cohort: every status event on or before the as-of day
-- 口径: 统计日及以前的全部状态记录
-- definition: the construction platform tells a case by its events: 3 accepted, 11 to 13 closed, 6/7 and 9/10 pauses
-- 定义: 工程建设平台以状态记录描述办件：3 受理，11—13 办结，6/7 补正、9/10 特别程序
-- source: domain.md 5
-- narrowed by: area, unit, item, platform, kind
SELECT
    platform,
    case_no,
    status_code,
    status_at,
    stage,
    import_id,
    line
FROM event_rows
WHERE CAST(status_at AS DATE) <= as_of()
ORDER BY platform, case_no, status_at, line
