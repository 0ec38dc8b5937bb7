-- The stock at the as-of day: accepted and not closed.
SELECT * FROM cases WHERE is_open
