-- Of the messages due in the period, those answered by the as-of day.
SELECT * FROM due_messages WHERE days IS NOT NULL
