-- Orders with a number, signed in the period.
SELECT * FROM orders WHERE signed_on BETWEEN period_start() AND period_end()
