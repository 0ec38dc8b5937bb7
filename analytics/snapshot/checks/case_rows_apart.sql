-- rule: of the rows of a case, one stands on a day
-- mend: Undo the import that brought them, or restore the last backup; then report this, for the rows themselves are kept.
SELECT concat_ws(' ', platform, case_no, stands_from) AS what, import_id
FROM (
    SELECT
        *,
        lag(stands_until) OVER (PARTITION BY platform, case_no ORDER BY stands_from) AS before_until
    FROM case_rows
    WHERE (platform, case_no) IN (SELECT platform, case_no FROM case_rows WHERE NOT is_last)
) AS ordered
WHERE stands_from < before_until
