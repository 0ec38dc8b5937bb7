-- Each service item in force at the as-of day that has both limits.
SELECT * FROM items WHERE comparable(statutory_days, promised_days, immediate)
