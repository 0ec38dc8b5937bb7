-- rule: a spelling of a unit stands for one unit
-- mend: Undo the import that brought them, or restore the last backup; then report this, for the rows themselves are kept.
SELECT CAST(spelling AS VARCHAR) AS what, CAST(NULL AS VARCHAR) AS import_id
FROM unit_names
GROUP BY spelling
HAVING count(*) > 1
