-- name: Pause of no length
-- 名称: 零时长暂停
-- unit: one row a pause
-- 单位: 每行一次暂停
-- cohort: pauses begun in the period, of cases that are counted
-- 口径: 期内开始的暂停（计入统计的办件）
-- definition: it ends on the day on which it starts, or before; a supplement that ends before the acceptance is before the clock and left out
-- 定义: 结束日不晚于开始日；受理前结束的补正不占时限，不计入
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
    pause_rows.pause_end,
    pause_rows.pause_reason,
    pause_rows.approver,
    cases.accepted_at,
    cases.closed_at,
    cases.due_on,
    cases.item_code,
    pause_rows.import_id,
    pause_rows.line
FROM pause_rows
INNER JOIN cases ON cases.platform = pause_rows.platform AND cases.case_no = pause_rows.case_no
WHERE pause_rows.start_on BETWEEN period_start() AND period_end()
    AND pause_rows.start_on <= as_of()
    AND pause_rows.end_on <= pause_rows.start_on
    AND NOT (pause_rows.pause_kind = '补正' AND pause_rows.pause_end <= cases.accepted_at)
ORDER BY pause_rows.pause_start, cases.platform, cases.case_no
