-- rule: a case stands once in case_rows
-- mend: Undo the import that brought them, or restore the last backup; then report this, for the rows themselves are kept.
SELECT concat_ws(' ', platform, case_no, stands_from) AS what, max(import_id) AS import_id
FROM case_rows
GROUP BY platform, case_no, stands_from
HAVING count(*) > 1
