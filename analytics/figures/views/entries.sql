-- The assessment's ledger as it was written by the end of the day that is looked at, with what has become of each entry.
WITH written AS (
    SELECT * FROM case_entry_rows
    UNION ALL BY NAME
    SELECT * FROM other_entry_rows
),
standing AS (
    SELECT written.* EXCLUDE (case_no)
    FROM written
    CROSS JOIN register_day
    WHERE CAST(written.at AS DATE) <= register_day.day
),
closed_months AS (
    SELECT batch_rows.month
    FROM batch_rows
    CROSS JOIN register_day
    WHERE CAST(batch_rows.at AS DATE) <= register_day.day
),
appealed AS (
    SELECT appeal_entry_rows.entry_id, appeal_entry_rows.appeal_id, reviewed.appeal_id IS NOT NULL AS is_reviewed
    FROM appeal_entry_rows
    CROSS JOIN register_day
    LEFT JOIN appeal_review_rows AS reviewed
        ON reviewed.appeal_id = appeal_entry_rows.appeal_id AND CAST(reviewed.at AS DATE) <= register_day.day
    WHERE CAST(appeal_entry_rows.at AS DATE) <= register_day.day
)
SELECT
    standing.* EXCLUDE (appeal_id),
    coalesce(standing.appeal_id, appealed.appeal_id) AS appeal_id,
    reversal.id AS reversed_by,
    reversed.kind AS reversed_kind,
    reversal.id IS NOT NULL AND reversal.appeal_id IS NOT NULL AS reversed_by_appeal,
    CASE
        WHEN reversal.id IS NOT NULL THEN 'reversed'
        WHEN NOT appealed.is_reviewed THEN 'appealed'
        WHEN appealed.is_reviewed THEN 'upheld'
        WHEN closed_months.month IS NULL THEN 'provisional'
        ELSE 'confirmed'
    END AS entry_state
FROM standing
LEFT JOIN standing AS reversal ON reversal.reverses_id = standing.id
LEFT JOIN standing AS reversed ON reversed.id = standing.reverses_id
LEFT JOIN closed_months ON closed_months.month = standing.month
LEFT JOIN appealed ON appealed.entry_id = standing.id
