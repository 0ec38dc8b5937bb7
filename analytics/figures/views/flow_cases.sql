-- Every case that the period saw: carried in, or accepted in it (even where its closing is dated earlier, an order fault).
SELECT *
FROM cases
WHERE accepted_on <= period_end()
    AND (accepted_on >= period_start() OR closed_on IS NULL OR closed_on >= period_start())
