-- name: Entered after the fact
-- 名称: 疑似事后补录
-- unit: one row a case
-- 单位: 每行一件
-- cohort: cases closed in the period, immediate ones left out
-- 口径: 期内办结的办件，不含即办件
-- definition: applied for, accepted and closed in this order within after_the_fact_minutes minutes; times cut to the day cannot be judged
-- 定义: 申请、受理、办结依次发生且不超过 after_the_fact_minutes 分钟；只有日期的时间无法判断
-- source: domain.md 6, entered after the fact
-- narrowed by: area, unit, item, platform, kind
SELECT
    concat_ws('|', platform, case_no) AS row_key,
    platform,
    case_no,
    item_name,
    unit_name,
    area,
    applied_at,
    accepted_at,
    closed_at,
    date_diff('second', applied_at, closed_at) AS seconds,
    item_code,
    import_id,
    line
FROM told_cases
WHERE CAST(closed_at AS DATE) BETWEEN period_start() AND period_end()
    AND case_kind IS DISTINCT FROM 'immediate'
    AND applied_at <= accepted_at
    AND accepted_at <= closed_at
    AND date_diff('second', applied_at, closed_at) <= after_the_fact_minutes() * 60
    AND applied_at <> date_trunc('day', applied_at)
    AND accepted_at <> date_trunc('day', accepted_at)
    AND closed_at <> date_trunc('day', closed_at)
ORDER BY seconds, closed_at, platform, case_no
