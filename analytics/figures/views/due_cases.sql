-- Cohort: the due day lies in the period and has passed at the as-of day (domain.md 3);
-- of a case finished without a closing time, the exports must settle whether it was on time.
SELECT * FROM cases WHERE due_on BETWEEN period_start() AND period_end() AND due_on < as_of() AND NOT outcome_unknown
