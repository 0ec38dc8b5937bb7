-- rule: a spelling of a unit stands for one unit
-- mend: Undo the import that brought them, or restore the last backup; then report this, for the rows themselves are kept.
SELECT concat_ws(' ', raw_name, region_code, region_name) AS what, CAST(NULL AS VARCHAR) AS import_id
FROM unit_names
GROUP BY raw_name, region_code, region_name
HAVING count(*) > 1
