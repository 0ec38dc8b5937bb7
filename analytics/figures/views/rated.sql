-- Cohort: rated in the period.
SELECT * FROM ratings WHERE rated_on BETWEEN period_start() AND period_end()
