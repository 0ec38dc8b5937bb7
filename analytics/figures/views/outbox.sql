-- Every letter of the outbox with what became of it, as written down by the day that one looks from.
WITH told_of_letters AS (
    SELECT
        outbox_event_rows.digest_id,
        arg_max(outbox_event_rows.event, outbox_event_rows.id) AS last_event,
        arg_max(outbox_event_rows.detail, outbox_event_rows.id) AS last_detail,
        arg_max(outbox_event_rows.at, outbox_event_rows.id) AS last_at,
        max(outbox_event_rows.attempt) AS attempts
    FROM outbox_event_rows
    CROSS JOIN register_day
    WHERE CAST(outbox_event_rows.at AS DATE) <= register_day.day
    GROUP BY outbox_event_rows.digest_id
),
written AS (
    SELECT
        digest_rows.id AS letter_id,
        digest_rows.recipient,
        digest_rows.channel AS sent_by,
        digest_rows.address,
        digest_rows.unit_name,
        digest_rows.area,
        digest_rows.day AS letter_on,
        digest_rows.body,
        digest_rows.at AS written_at,
        CAST(substr(digest_rows.not_before, 1, 19) AS TIMESTAMP) AS not_before_at,
        told_of_letters.last_event,
        told_of_letters.last_detail,
        told_of_letters.last_at,
        coalesce(told_of_letters.attempts, 0) AS attempts
    FROM digest_rows
    CROSS JOIN register_day
    LEFT JOIN told_of_letters ON told_of_letters.digest_id = digest_rows.id
    WHERE CAST(digest_rows.at AS DATE) <= register_day.day
)
SELECT
    letter_id,
    recipient,
    sent_by,
    address,
    unit_name,
    area,
    letter_on,
    body,
    written_at,
    not_before_at,
    last_at,
    attempts,
    CASE
        WHEN last_event IN ('sent', 'refused', 'unknown', 'cancelled', 'copied') THEN last_event
        WHEN last_event = 'claimed' THEN 'sending'
        -- after the fourth attempt there is no other
        WHEN last_event = 'failed' AND attempts > 3 THEN 'failed'
        WHEN last_event = 'failed' THEN 'retrying'
        WHEN sent_by = 'copy' THEN 'to_copy'
        WHEN not_before_at > written_at THEN 'held'
        ELSE 'queued'
    END AS letter_state,
    CASE WHEN last_event IN ('sent', 'copied') THEN CAST(last_at AS DATE) END AS sent_on,
    CASE WHEN last_event <> 'claimed' THEN last_detail END AS said
FROM written
