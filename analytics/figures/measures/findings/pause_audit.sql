-- name: Pause audit
-- 名称: 暂停审查
-- unit: cases
-- 单位: 件
-- cohort: cases with a pause, closed in the period
-- 口径: 有暂停且在期内办结的办件
-- definition: closed with a pause; of these on time only thanks to their pauses; of these with a pause that cancels the overrun; groups without any on time only thanks to pauses are left out
-- 定义: 有暂停的办结件；其中仅因暂停而按时的；其中暂停恰好抵消超期的；没有仅因暂停而按时的分组不列
-- formula: saved_share = saved / paused
-- source: domain.md 6, pause cancels the overrun
-- by: unit, area, item, platform of closed_cases.platform, kind, channel, stage, day of closed_on
-- narrowed by: area, unit, item, platform, kind
-- order: saved DESC, paused DESC
-- rows: finding_on_time_only_by_pauses
-- count: saved
SELECT
    count(*) AS paused,
    count(saved.case_no) AS saved,
    count(*) FILTER (WHERE saved.cancelling) AS cancelling,
    count(saved.case_no) / nullif(count(*), 0) AS saved_share
FROM closed_cases
LEFT JOIN (
    SELECT
        platform,
        case_no,
        abs(paused_days - overrun_days) <= pause_tolerance_days()
            OR paused_at_acceptance
            OR paused_after_due_day AS cancelling
    FROM saved_by_pauses
) AS saved
    ON saved.platform = closed_cases.platform AND saved.case_no = closed_cases.case_no
WHERE has_pauses
HAVING count(saved.case_no) > 0
