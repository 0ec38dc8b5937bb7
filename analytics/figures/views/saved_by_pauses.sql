-- Cases closed by their deadline only thanks to their pauses, with the overrun that the pauses took away: the working
-- days from the due day without pauses to the closing. The pauses that count are those within the life of the case.
SELECT
    cases.*,
    closed_day.workday_no - due_day.workday_no AS overrun_days,
    EXISTS (
        SELECT 1 FROM pause_spans
        WHERE pause_spans.platform = cases.platform AND pause_spans.case_no = cases.case_no AND pause_spans.counts
            AND pause_spans.start_on = cases.accepted_on
    ) AS paused_at_acceptance,
    EXISTS (
        SELECT 1 FROM pause_spans
        WHERE pause_spans.platform = cases.platform AND pause_spans.case_no = cases.case_no AND pause_spans.counts
            AND pause_spans.start_on > cases.due_without_pauses_on
    ) AS paused_after_due_day
FROM cases
INNER JOIN days AS closed_day ON closed_day.calendar = cases.calendar AND closed_day.day = cases.closed_on
INNER JOIN days AS due_day ON due_day.calendar = cases.calendar AND due_day.day = cases.due_without_pauses_on
WHERE cases.has_pauses
    AND cases.due_source = 'computed'
    AND NOT cases.closed_late
    AND cases.closed_on > cases.due_without_pauses_on
