-- rule: every case that was told has its row, and no join multiplied or lost one
-- mend: Undo the import that brought them, or restore the last backup; then report this, for the rows themselves are kept.
SELECT concat_ws(' ', coalesce(told.platform, kept.platform), coalesce(told.case_no, kept.case_no)) AS what, told.import_id
FROM (
    SELECT platform, case_no, any_value(import_id) AS import_id, count(*) AS rows FROM every_case GROUP BY platform, case_no
) AS told
FULL JOIN (
    SELECT platform, case_no, count(*) AS rows FROM case_rows GROUP BY platform, case_no
) AS kept
    ON kept.platform = told.platform AND kept.case_no = told.case_no
WHERE told.rows IS DISTINCT FROM kept.rows
