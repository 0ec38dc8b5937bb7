-- The case bases; the item bases of the figure come from 300 rows and cost next to nothing.
WITH closed AS (
    SELECT
        count(*) FILTER (WHERE statutory_days > 0 AND promised_days IS NOT NULL) AS cases,
        sum(statutory_days) FILTER (WHERE statutory_days > 0 AND promised_days IS NOT NULL) AS statutory_days,
        sum(promised_days) FILTER (WHERE statutory_days > 0 AND promised_days IS NOT NULL) AS promised_days,
        sum(closed_no - accepted_no) FILTER (WHERE statutory_days > 0 AND promised_days IS NOT NULL) AS used_days,
        count(*) FILTER (WHERE (statutory_days > 0 AND promised_days IS NOT NULL) IS NOT TRUE) AS left_out,
        count(*) FILTER (
            WHERE statutory_days > 0 AND promised_days IS NOT NULL
                AND (statutory_unit <> 'working' OR limit_unit <> 'working')
        ) AS converted
    FROM case_rows
    WHERE standing = 'counted' AND accepted_on <= $as_of
        AND closed_on BETWEEN $period_start AND least($period_end, $as_of)
)
SELECT
    'by cases' AS basis, statutory_days, promised_days, NULL AS used_days, 1 - promised_days / statutory_days AS compression,
    cases, left_out, converted
FROM closed
UNION ALL
SELECT
    'actual against statutory', statutory_days, NULL, used_days, 1 - used_days / statutory_days, cases, left_out, converted
FROM closed
UNION ALL
SELECT
    'actual against promised', NULL, promised_days, used_days, 1 - used_days / promised_days, cases, left_out, converted
FROM closed
