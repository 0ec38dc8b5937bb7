-- How every case ended whose deadline has passed at the data date: what chances rest on. No selection narrows it, for a
-- case's chance must not depend on which others are on the screen.
--
-- `whole_days` are the working days it had, `left_at_closing` those that were left when it was closed (negative: late, or
-- still open). Whoever closed in time without saying when was open nobody knows how long, and is left out.
CREATE TABLE case_outcomes AS
SELECT
    stood.platform,
    stood.case_no,
    stood.item_code,
    stood.item_name,
    stood.unit_name,
    stood.due_on,
    due_day.workday_no - accepted_day.workday_no - stood.paused_days AS whole_days,
    CASE WHEN stood.missed THEN -1 ELSE due_day.workday_no - stood.closed_no END AS left_at_closing,
    stood.missed
FROM stood
INNER JOIN days AS due_day ON due_day.calendar = stood.calendar AND due_day.day = stood.due_on
INNER JOIN days AS accepted_day ON accepted_day.calendar = stood.calendar AND accepted_day.day = stood.accepted_on
WHERE stood.due_on < as_of() AND NOT stood.outcome_unknown AND (stood.missed OR stood.closed_no IS NOT NULL)
