SELECT
    sum(statutory_days) AS statutory_days,
    sum(promised_days) AS promised_days,
    1 - sum(promised_days) / sum(statutory_days) AS compression,
    count(*) AS cases
FROM case_rows
WHERE standing = 'counted' AND accepted_on <= $as_of
    AND closed_on BETWEEN $period_start AND least($period_end, $as_of)
    AND statutory_days > 0 AND promised_days IS NOT NULL
