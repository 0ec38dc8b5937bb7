-- name: Pause cancels the overrun
-- 名称: 暂停恰好抵消超期
-- unit: one row a case
-- 单位: 每行一件
-- cohort: cases closed in the period by their deadline, after it without their pauses
-- 口径: 期内办结、计入暂停按时而不计暂停则超期的办件
-- definition: the paused days differ from the overrun by at most pause_tolerance_days, or a pause starts on the acceptance day, or a pause starts after the day on which the case would have been due
-- 定义: 暂停天数与超出天数相差不超过 pause_tolerance_days 个工作日，或暂停始于受理当日，或暂停始于原到期日之后
-- source: domain.md 6, pause cancels the overrun
-- narrowed by: area, unit, item, platform, kind
SELECT
    concat_ws('|', platform, case_no) AS row_key,
    platform,
    case_no,
    item_name,
    unit_name,
    area,
    accepted_at,
    due_without_pauses_on,
    due_on,
    closed_at,
    overrun_days,
    paused_days,
    abs(paused_days - overrun_days) <= pause_tolerance_days() AS equals_overrun,
    paused_at_acceptance,
    paused_after_due_day,
    item_code,
    import_id,
    line
FROM saved_by_pauses
WHERE closed_on BETWEEN period_start() AND period_end()
    AND (abs(paused_days - overrun_days) <= pause_tolerance_days() OR paused_at_acceptance OR paused_after_due_day)
ORDER BY overrun_days DESC, closed_at, platform, case_no
