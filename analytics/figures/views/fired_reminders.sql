-- Every reminder of a case or message: a step of the ladder that fired in the period, with the letter that tells it.
SELECT
    reminder_rows.id AS reminder_id,
    reminder_rows.subject,
    reminder_rows.platform,
    reminder_rows.number,
    reminder_rows.step,
    reminder_rows.recipient,
    reminder_rows.unit_name,
    reminder_rows.area,
    reminder_rows.item_name,
    reminder_rows.due_day,
    outbox.letter_id,
    outbox.letter_on,
    outbox.letter_state,
    outbox.sent_by,
    outbox.sent_on
FROM reminder_rows
INNER JOIN outbox ON outbox.letter_id = reminder_rows.digest_id
WHERE outbox.letter_on BETWEEN period_start() AND period_end()
