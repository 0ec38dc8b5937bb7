-- rule: a message stands once in message_rows
-- mend: Undo the import that brought them, or restore the last backup; then report this, for the rows themselves are kept.
SELECT concat_ws(' ', platform, message_no) AS what, max(import_id) AS import_id
FROM message_rows
GROUP BY platform, message_no
HAVING count(*) > 1
