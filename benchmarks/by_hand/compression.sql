WITH closed AS (
    SELECT
        count(*) AS cases,
        sum(statutory_days) AS statutory_days,
        sum(promised_days) AS promised_days,
        sum(closed_no - accepted_no) AS used_days
    FROM case_rows
    WHERE standing = 'counted' AND accepted_on <= $as_of
        AND closed_on BETWEEN $period_start AND least($period_end, $as_of)
        AND statutory_days > 0 AND promised_days IS NOT NULL
)
SELECT 'by cases' AS basis, statutory_days, promised_days, 1 - promised_days / statutory_days AS compression, cases FROM closed
UNION ALL
SELECT 'actual against statutory', statutory_days, used_days, 1 - used_days / statutory_days, cases FROM closed
UNION ALL
SELECT 'actual against promised', promised_days, used_days, 1 - used_days / promised_days, cases FROM closed
