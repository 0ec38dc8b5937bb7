SELECT
    count(*) FILTER (WHERE accepted_on < $period_start) AS carried_in,
    count(*) FILTER (WHERE accepted_on >= $period_start) AS accepted,
    count(*) FILTER (WHERE closed_on <= least($period_end, $as_of)) AS closed,
    count(*) FILTER (WHERE closed_on <= least($period_end, $as_of) AND closed_on > due_on) AS closed_late,
    carried_in + accepted - closed AS carried_out
FROM case_rows
WHERE standing = 'counted'
    AND accepted_on <= least($period_end, $as_of)
    AND (accepted_on >= $period_start OR closed_on IS NULL OR closed_on >= $period_start)
