-- Every case that the period saw: open when it began, accepted in it or closed in it. Times in the wrong order are counted
-- as they are told, so that a case accepted in the period and closed before it, or the other way round, leaves a residual;
-- so does a case told as finished without a closing time, which is open no more and closed on no day.
SELECT *
FROM (
    SELECT
        *,
        accepted_on < period_start() AND coalesce(coalesce(closed_on, finished_on) >= period_start(), TRUE) AS carried_in,
        accepted_on BETWEEN period_start() AND period_end() AS accepted_in_period,
        closed_on BETWEEN period_start() AND period_end() AS closed_in_period,
        accepted_on <= period_end() AND coalesce(coalesce(closed_on, finished_on) > period_end(), TRUE) AS carried_out
    FROM cases
) AS flagged_cases
WHERE carried_in OR accepted_in_period OR closed_in_period
