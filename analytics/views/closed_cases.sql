-- Cohort: closed in the period (and on or before the as-of day).
SELECT * FROM cases WHERE closed_on BETWEEN period_start() AND period_end()
