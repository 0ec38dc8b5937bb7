SELECT
    count(*) AS due,
    count(*) FILTER (WHERE closed_on IS NULL OR closed_on > due_on) AS missed,
    missed / due AS overdue_rate
FROM case_rows
WHERE standing = 'counted' AND accepted_on <= $as_of AND due_on BETWEEN $period_start AND $period_end AND due_on < $as_of
