-- rule: a span of pauses stands once in pause_spans
-- mend: Undo the import that brought them, or restore the last backup; then report this, for the rows themselves are kept.
SELECT concat_ws(' ', platform, case_no, start_on) AS what, CAST(NULL AS VARCHAR) AS import_id
FROM pause_spans
GROUP BY platform, case_no, stands_from, start_on
HAVING count(*) > 1
