SELECT
    count(*) FILTER (WHERE accepted_on < $period_start) AS carried_in,
    count(*) FILTER (WHERE accepted_on >= $period_start) AS accepted,
    count(*) FILTER (WHERE closed_on <= least($period_end, $as_of)) AS closed,
    count(*) FILTER (WHERE closed_on <= least($period_end, $as_of) AND closed_on > due_on) AS closed_late,
    count(*) FILTER (WHERE closed_on IS NULL OR closed_on > least($period_end, $as_of)) AS carried_out,
    carried_in + accepted - closed - carried_out AS residual,
    closed / count(*) AS closure_rate,
    closed_late / closed AS late_closure_rate
FROM case_rows
WHERE standing = 'counted'
    AND accepted_on <= least($period_end, $as_of)
    AND (accepted_on >= $period_start OR closed_on IS NULL OR closed_on >= $period_start)
