-- Cases that were open past their deadline at the end of the day before the period, or are at the as-of day, by what became of them.
WITH both_days AS (
    SELECT
        *,
        is_open AND missed AS is_late,
        coalesce(
            missed
            AND accepted_on < period_start()
            AND date_diff('day', due_on, period_start()) > 1
            AND (is_open OR coalesce(closed_on, finished_on) >= period_start()),
            FALSE
        ) AS was_late
    FROM cases
)
SELECT
    *,
    CASE WHEN is_late AND was_late THEN 'still_late' WHEN is_late THEN 'newly_late' ELSE 'no_longer_late' END AS late_change
FROM both_days
WHERE is_late OR was_late
