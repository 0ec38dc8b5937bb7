-- name: Pause begun after the due day
-- 名称: 到期后才开始的暂停
-- subject: findings
-- unit: one row a pause
-- 单位: 每行一次暂停
-- cohort: pauses begun in the period, up to the as-of day, of cases that are counted
-- 口径: 期内开始且不晚于统计日的暂停（计入统计的办件）
-- definition: it begins after the due day as the pauses before it moved it; it counts nowhere, for a passed deadline does not move
-- 定义: 开始于（经此前暂停顺延后的）到期日之后；已过的期限不再顺延，该暂停不计入
-- source: domain.md 2, a passed deadline does not move
-- narrowed by: area, unit, item, platform, kind
SELECT
    concat_ws('|', cases.platform, cases.case_no, pause_rows.pause_start, pause_rows.pause_kind, pause_rows.pause_end) AS row_key,
    cases.platform,
    cases.case_no,
    cases.item_name,
    cases.unit_name,
    cases.area,
    pause_rows.pause_kind,
    pause_rows.pause_start,
    CASE WHEN pause_rows.end_on <= as_of() THEN pause_rows.pause_end END AS pause_end,
    pause_rows.pause_reason,
    pause_rows.approver,
    cases.accepted_at,
    cases.due_on,
    cases.closed_at,
    cases.is_open,
    cases.item_code,
    pause_rows.import_id,
    pause_rows.line
FROM pause_rows
INNER JOIN cases ON cases.platform = pause_rows.platform AND cases.case_no = pause_rows.case_no
WHERE pause_rows.start_on BETWEEN period_start() AND period_end()
    AND pause_rows.start_on <= as_of()
    AND EXISTS (
        SELECT 1 FROM pause_spans
        WHERE pause_spans.platform = cases.platform
            AND pause_spans.case_no = cases.case_no
            AND pause_spans.stands_from = cases.stands_from
            AND NOT pause_spans.counts
            AND pause_rows.start_on BETWEEN pause_spans.start_on AND pause_spans.end_on
    )
ORDER BY pause_rows.pause_start, cases.platform, cases.case_no
