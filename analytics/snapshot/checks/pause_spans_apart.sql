-- rule: the spans of the pauses of a case lie apart
-- mend: Undo the import that brought them, or restore the last backup; then report this, for the rows themselves are kept.
SELECT concat_ws(' ', platform, case_no, start_on) AS what, CAST(NULL AS VARCHAR) AS import_id
FROM (
    SELECT
        *,
        lag(end_on) OVER (PARTITION BY platform, case_no, stands_from ORDER BY start_on) AS before_on
    FROM pause_spans
) AS spans
WHERE start_on <= before_on
