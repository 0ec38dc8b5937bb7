-- rule: of the versions of a service item, one is in force on a day
-- mend: Undo the import that brought them, or restore the last backup; then report this, for the rows themselves are kept.
SELECT concat_ws(' ', platform, owner, item, valid_from) AS what, import_id
FROM (
    SELECT *, lag(valid_to) OVER (PARTITION BY platform, owner, item ORDER BY valid_from) AS before_to FROM item_rows
) AS ordered
WHERE valid_from < before_to
