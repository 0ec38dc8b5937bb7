-- name: Pause that never ended
-- 名称: 未结束的暂停
-- unit: one row a pause
-- 单位: 每行一次暂停
-- cohort: pauses begun in the period and not ended at the as-of day, of cases that are counted
-- 口径: 期内开始、统计日时未结束的暂停（计入统计的办件）
-- definition: the case is closed, or the pause began more than pause_running_days working days before the as-of day
-- 定义: 办件已办结，或暂停开始距统计日超过 pause_running_days 个工作日
-- source: domain.md 6, zero-length or never-ended pause
-- narrowed by: area, unit, item, platform, kind
SELECT
    concat_ws('|', cases.platform, cases.case_no, pause_rows.pause_start) AS row_key,
    cases.platform,
    cases.case_no,
    cases.item_name,
    cases.unit_name,
    cases.area,
    pause_rows.pause_kind,
    pause_rows.pause_start,
    as_of_no(cases.calendar) - start_day.workday_no AS running_days,
    pause_rows.pause_reason,
    pause_rows.approver,
    cases.accepted_at,
    cases.closed_at,
    cases.due_on,
    cases.is_open,
    cases.item_code,
    pause_rows.import_id,
    pause_rows.line
FROM pause_rows
INNER JOIN cases ON cases.platform = pause_rows.platform AND cases.case_no = pause_rows.case_no
INNER JOIN days AS start_day ON start_day.calendar = cases.calendar AND start_day.day = pause_rows.start_on
WHERE pause_rows.start_on BETWEEN period_start() AND period_end()
    AND pause_rows.start_on <= as_of()
    AND (pause_rows.end_on IS NULL OR pause_rows.end_on > as_of())
    AND (NOT cases.is_open OR as_of_no(cases.calendar) - start_day.workday_no > pause_running_days())
ORDER BY running_days DESC, cases.platform, cases.case_no, pause_rows.pause_start
