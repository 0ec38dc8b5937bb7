-- Cohort: the due day lies in the period. Those whose deadline has not passed are the group not_yet_due.
SELECT * FROM messages WHERE due_on BETWEEN period_start() AND period_end()
