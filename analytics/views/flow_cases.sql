-- Every case that the period saw: carried in or accepted in it.
SELECT *
FROM cases
WHERE accepted_on <= period_end() AND (closed_on IS NULL OR closed_on >= period_start())
