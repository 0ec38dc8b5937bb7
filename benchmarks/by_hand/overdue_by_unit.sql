WITH counted AS (
    SELECT
        unit_name,
        count(*) AS due,
        count(*) FILTER (WHERE closed_on IS NULL OR closed_on > due_on) AS missed
    FROM case_rows
    WHERE standing = 'counted' AND accepted_on <= $as_of
        AND due_on BETWEEN $period_start AND $period_end AND due_on < $as_of
    GROUP BY unit_name
)
SELECT unit_name, due, missed, missed / due AS overdue_rate, wilson_low(missed, due) AS low, wilson_high(missed, due) AS high
FROM counted
ORDER BY overdue_rate DESC, due DESC, unit_name
