-- Orders with a number, signed in the period. One that reaches the as-of day reaches to the day that is looked at.
SELECT orders.*
FROM orders
CROSS JOIN register_day
WHERE orders.signed_on BETWEEN period_start()
    AND CASE WHEN period_end() >= as_of() THEN greatest(period_end(), register_day.day) ELSE period_end() END
