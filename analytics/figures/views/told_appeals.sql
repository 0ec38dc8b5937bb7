-- Every appeal made by the end of the day that is looked at, with its entries and how it ended by then.
WITH held AS (
    SELECT
        appeal_entry_rows.appeal_id,
        count(*) AS entries,
        sum(entries.points) AS points,
        sum(entries.points) FILTER (WHERE entries.reversed_by_appeal) AS points_back
    FROM appeal_entry_rows
    JOIN entries ON entries.id = appeal_entry_rows.entry_id
    GROUP BY appeal_entry_rows.appeal_id
)
SELECT
    appeal_rows.id AS appeal_id,
    appeal_rows.unit_name,
    appeal_rows.area,
    appeal_rows.reason AS appeal_reason,
    appeal_rows.text,
    appeal_rows.evidence_name,
    appeal_rows.evidence_sha256,
    appeal_rows.who AS done_by,
    appeal_rows.at AS happened_at,
    CAST(held.entries AS INTEGER) AS entries,
    CAST(held.points AS INTEGER) AS points,
    appeal_rows.review_by,
    reviewed.result AS appeal_result,
    reviewed.text AS review_text,
    reviewed.who AS reviewed_by,
    reviewed.at AS reviewed_at,
    CAST(coalesce(held.points_back, 0) AS INTEGER) AS points_back,
    reviewed.id IS NULL AND appeal_rows.review_by < register_day.day AS review_overdue
FROM appeal_rows
CROSS JOIN register_day
LEFT JOIN held ON held.appeal_id = appeal_rows.id
LEFT JOIN appeal_review_rows AS reviewed
    ON reviewed.appeal_id = appeal_rows.id AND CAST(reviewed.at AS DATE) <= register_day.day
WHERE CAST(appeal_rows.at AS DATE) <= register_day.day
