-- The day at whose end what people did is looked at: the as-of day; with the newest data, today.
SELECT CASE WHEN as_of() < scope.as_of THEN as_of() ELSE greatest(as_of(), register_now.today) END AS day
FROM scope
LEFT JOIN register_now ON TRUE
