-- rule: a status event stands once in event_rows
-- mend: Undo the import that brought them, or restore the last backup; then report this, for the rows themselves are kept.
SELECT concat_ws(' ', platform, case_no, status_code, status_at) AS what, max(import_id) AS import_id
FROM event_rows
GROUP BY platform, case_no, status_code, status_at
HAVING count(*) > 1
