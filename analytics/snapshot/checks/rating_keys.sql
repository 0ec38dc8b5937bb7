-- rule: a rating stands once in rating_rows
-- mend: Undo the import that brought them, or restore the last backup; then report this, for the rows themselves are kept.
SELECT concat_ws(' ', platform, case_no, rated_at, sort, nth) AS what, max(import_id) AS import_id
FROM rating_rows
GROUP BY platform, case_no, rated_at, sort, nth
HAVING count(*) > 1
