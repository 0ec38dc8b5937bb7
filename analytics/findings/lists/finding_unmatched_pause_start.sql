-- name: Status events: start of a pause without its end
-- 名称: 状态事件：暂停有始无终
-- unit: one row a start
-- 单位: 每行一次开始
-- cohort: starts (6 or 9) of the construction platform in the period, of cases that are counted
-- 口径: 期内工程审批系统的补正开始、特别程序开始（计入统计的办件）
-- definition: no end (7 or 10) of the same kind follows by the as-of day; an open case counts as still paused
-- 定义: 截至统计日没有对应的结束（7 或 10）；未办结的视为仍在暂停
-- source: domain.md 5, unmatched start
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
    cases.accepted_at,
    cases.closed_at,
    cases.due_on,
    cases.is_open,
    cases.item_code,
    pause_rows.import_id,
    pause_rows.line
FROM pause_rows
INNER JOIN cases ON cases.platform = pause_rows.platform AND cases.case_no = pause_rows.case_no
WHERE pause_rows.start_on BETWEEN period_start() AND period_end()
    AND pause_rows.start_on <= as_of()
    AND (pause_rows.end_on IS NULL OR pause_rows.end_on > as_of())
    AND EXISTS (
        SELECT 1 FROM event_rows
        WHERE event_rows.platform = pause_rows.platform
            AND event_rows.case_no = pause_rows.case_no
            AND event_rows.status_at = pause_rows.pause_start
            AND event_rows.status_code IN ('6', '9')
    )
ORDER BY pause_rows.pause_start, cases.platform, cases.case_no
