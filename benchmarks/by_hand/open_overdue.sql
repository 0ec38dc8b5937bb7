SELECT
    count(*) AS open_overdue,
    max((SELECT workday_no FROM days WHERE calendar = 'CN' AND day = $as_of) - due_no) AS longest_days
FROM case_rows
WHERE standing = 'counted' AND accepted_on <= $as_of AND (closed_on IS NULL OR closed_on > $as_of) AND due_on < $as_of
