-- Cohort: negative ratings given in the period, each with where it stands in the chain (domain.md 9).
SELECT * FROM followed_ratings WHERE rated_on BETWEEN period_start() AND period_end()
