-- The stock at the as-of day that is open and past its deadline, with its age group in working days past the due day.
SELECT
    *,
    CASE
        WHEN overdue_days <= 5 THEN '0–5'
        WHEN overdue_days <= 10 THEN '6–10'
        WHEN overdue_days <= 20 THEN '11–20'
        WHEN overdue_days <= 60 THEN '21–60'
        ELSE '> 60'
    END AS age
FROM cases
WHERE is_open AND missed
