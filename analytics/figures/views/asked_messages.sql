-- Cohort: asked in the period.
SELECT * FROM messages WHERE asked_on BETWEEN period_start() AND period_end()
