-- rule: a case has one row that is its last
-- mend: Undo the import that brought them, or restore the last backup; then report this, for the rows themselves are kept.
SELECT concat_ws(' ', platform, case_no) AS what, max(import_id) AS import_id
FROM case_rows
GROUP BY platform, case_no
HAVING count(*) FILTER (WHERE is_last) <> 1
