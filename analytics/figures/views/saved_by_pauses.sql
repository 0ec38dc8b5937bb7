-- Cases closed by their deadline only thanks to their pauses, with the overrun that the pauses took away: the working
-- days from the due day without pauses to the closing. A pause that does not count begins after the deadline: a case that
-- was closed in time had none.
SELECT
    *,
    closed_no - due_without_pauses_no AS overrun_days,
    EXISTS (
        SELECT 1 FROM pause_spans
        WHERE pause_spans.platform = cases.platform AND pause_spans.case_no = cases.case_no
            AND pause_spans.start_on = cases.accepted_on
    ) AS paused_at_acceptance,
    EXISTS (
        SELECT 1 FROM pause_spans
        WHERE pause_spans.platform = cases.platform AND pause_spans.case_no = cases.case_no
            AND pause_spans.start_on > cases.due_without_pauses_on
    ) AS paused_after_due_day
FROM cases
WHERE has_pauses AND due_source = 'computed' AND NOT closed_late AND closed_on > due_without_pauses_on
