-- Cohort: the due day lies in the period. Those whose deadline has not passed are the group not_yet_due.
SELECT
    *,
    CASE WHEN response_days > 10 THEN '> 10' ELSE CAST(response_days AS VARCHAR) END AS days
FROM messages
WHERE due_on BETWEEN period_start() AND period_end()
