-- rule: every message that was told has its row
-- mend: Undo the import that brought them, or restore the last backup; then report this, for the rows themselves are kept.
SELECT concat_ws(' ', told.platform, told.message_no) AS what, told.import_id
FROM (
    SELECT platform, message_no, max(import_id) AS import_id FROM incoming_messages GROUP BY platform, message_no
) AS told
ANTI JOIN message_rows ON message_rows.platform = told.platform AND message_rows.message_no = told.message_no
