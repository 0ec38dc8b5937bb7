-- Cohort: accepted in the period.
SELECT * FROM cases WHERE accepted_on BETWEEN period_start() AND period_end()
