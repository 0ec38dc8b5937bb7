-- rule: a version of a service item stands once in item_rows
-- mend: Undo the import that brought them, or restore the last backup; then report this, for the rows themselves are kept.
SELECT concat_ws(' ', platform, owner, item, valid_from) AS what, max(import_id) AS import_id
FROM item_rows
GROUP BY platform, owner, item, valid_from
HAVING count(*) > 1
