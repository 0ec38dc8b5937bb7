WITH today AS (
    SELECT workday_no AS today_no FROM days WHERE calendar = 'CN' AND day = $as_of
),
open_now AS (
    SELECT
        due_on < $as_of AS red,
        CASE
            WHEN due_no - accepted_no > 5 THEN due_no - today_no <= 3
            ELSE today_no - accepted_no >= 0.5 * (due_no - accepted_no)
        END AS yellow
    FROM case_rows, today
    WHERE standing = 'counted' AND accepted_on <= $as_of AND (closed_on IS NULL OR closed_on > $as_of) AND due_on IS NOT NULL
)
SELECT
    count(*) FILTER (WHERE NOT red AND yellow IS NOT TRUE) AS green,
    count(*) FILTER (WHERE NOT red AND yellow) AS yellow,
    count(*) FILTER (WHERE red) AS red
FROM open_now
