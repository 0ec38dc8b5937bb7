-- Of the due cases, those not closed by their deadline.
SELECT * FROM due_cases WHERE missed
