-- name: Pause audit by unit
-- 名称: 各单位暂停审查
-- subject: findings
-- unit: cases
-- 单位: 件
-- cohort: cases with a pause, closed in the period
-- 口径: 有暂停且在期内办结的办件
-- definition: closed with a pause; of these on time only thanks to their pauses; of these with a pause that cancels the overrun
-- 定义: 有暂停的办结件；其中仅因暂停而按时的；其中暂停恰好抵消超期的
-- formula: saved_share = saved / paused
-- source: domain.md 6, pause cancels the overrun
-- rows: finding_on_time_only_by_pauses
-- count: saved
WITH saved AS (
    SELECT
        platform,
        case_no,
        abs(paused_days - overrun_days) <= pause_tolerance_days()
            OR paused_at_acceptance
            OR paused_after_due_day AS cancelling
    FROM saved_by_pauses
)
SELECT
    unit_name,
    count(*) AS paused,
    count(saved.case_no) AS saved,
    count(*) FILTER (WHERE saved.cancelling) AS cancelling,
    count(saved.case_no) / count(*) AS saved_share
FROM closed_cases
LEFT JOIN saved USING (platform, case_no)
WHERE has_pauses
GROUP BY unit_name
HAVING count(saved.case_no) > 0
ORDER BY saved DESC, paused DESC, unit_name
