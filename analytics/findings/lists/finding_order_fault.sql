-- name: Times in the wrong order
-- 名称: 时间顺序错误
-- unit: one row a case
-- 单位: 每行一件
-- cohort: cases accepted (or else received, or applied for) in the period
-- 口径: 期内受理（未受理的按收件或申请）的办件
-- definition: closed before accepted, accepted before applied for, or due (by the platform) before accepted; by the second where both times have a time of day, else by the day
-- 定义: 办结早于受理、受理早于申请，或平台到期日早于受理；两个时间都精确到时分的按秒比较，否则按日比较
-- source: domain.md 6, order faults
-- narrowed by: area, unit, item, platform, kind
WITH judged AS (
    SELECT
        *,
        told_before(closed_at, accepted_at) AS closed_before_accepted,
        told_before(accepted_at, applied_at) AS accepted_before_applied,
        platform_due_on < CAST(accepted_at AS DATE) AS due_before_accepted
    FROM told_cases
    WHERE told_on BETWEEN period_start() AND period_end()
)
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
    coalesce(closed_before_accepted, FALSE) AS closed_before_accepted,
    coalesce(accepted_before_applied, FALSE) AS accepted_before_applied,
    coalesce(due_before_accepted, FALSE) AS due_before_accepted,
    item_code,
    import_id,
    line
FROM judged
WHERE closed_before_accepted OR accepted_before_applied OR due_before_accepted
ORDER BY accepted_at DESC, platform, case_no
