-- Every pause begun on or before the as-of day, with its case.
SELECT
    pause_rows.platform,
    pause_rows.case_no,
    pause_rows.pause_kind,
    pause_rows.pause_start,
    CASE WHEN pause_rows.end_on <= as_of() THEN pause_rows.pause_end END AS pause_end,
    pause_rows.start_on,
    CASE WHEN pause_rows.end_on <= as_of() THEN pause_rows.end_on END AS end_on,
    pause_rows.pause_reason,
    pause_rows.approver,
    cases.unit_name,
    cases.area,
    cases.item_code,
    cases.accepted_on,
    cases.closed_on,
    cases.due_on,
    cases.due_without_pauses_on,
    pause_rows.import_id,
    pause_rows.line
FROM pause_rows
INNER JOIN cases ON cases.platform = pause_rows.platform AND cases.case_no = pause_rows.case_no
WHERE pause_rows.start_on <= as_of()
