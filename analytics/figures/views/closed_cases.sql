-- Cohort: closed in the period (and on or before the as-of day).
SELECT * FROM cases WHERE ever_closed_on BETWEEN period_start() AND least(period_end(), as_of())
