-- Every counted case as it stood at the end of the as-of day (domain.md 2 and 3).
WITH unpaused AS (
    SELECT
        *,
        0 AS paused_days,
        0 AS paused_calendar_days,
        FALSE AS is_paused,
        computed_due_on AS computed_on,
        due_on AS decided_on,
        due_no AS decided_no,
        provisional AS decided_provisional,
        closed_after_due AS after_deadline
    FROM case_rows
    WHERE counted_unpaused AND accepted_on <= as_of() AND stands_from <= as_of() AND as_of() < stands_until
),
paused_so_far AS (
    SELECT
        platform,
        case_no,
        stands_from,
        sum(least(end_no, as_of_no(calendar)) - start_no) AS paused_days,
        sum(date_diff('day', start_on, least(end_on, as_of()))) AS paused_calendar_days,
        bool_or(end_on > as_of()) AS is_paused
    FROM pause_spans
    WHERE start_on <= as_of() AND counts
    GROUP BY platform, case_no, stands_from
),
stretched AS (
    SELECT
        case_rows.*,
        CAST(coalesce(paused_so_far.paused_days, 0) AS INTEGER) AS paused_days,
        CAST(coalesce(paused_so_far.paused_calendar_days, 0) AS INTEGER) AS paused_calendar_days,
        coalesce(paused_so_far.is_paused, FALSE) AS is_paused,
        coalesce(by_number.day, by_day.next_working_day) AS computed_on
    FROM case_rows
    LEFT JOIN paused_so_far
        ON paused_so_far.platform = case_rows.platform
        AND paused_so_far.case_no = case_rows.case_no
        AND paused_so_far.stands_from = case_rows.stands_from
    LEFT JOIN working_days AS by_number
        ON by_number.calendar = case_rows.calendar
        AND by_number.workday_no = case_rows.target_no + CAST(coalesce(paused_so_far.paused_days, 0) AS INTEGER)
    LEFT JOIN days AS by_day
        ON by_day.calendar = case_rows.calendar
        AND by_day.day = case_rows.target_on + CAST(coalesce(paused_so_far.paused_calendar_days, 0) AS INTEGER)
    WHERE case_rows.has_pauses
        AND case_rows.accepted_on <= as_of()
        AND case_rows.stands_from <= as_of()
        AND as_of() < case_rows.stands_until
),
with_pauses AS (
    SELECT
        stretched.*,
        CASE due_source WHEN 'computed' THEN computed_on ELSE stretched.due_on END AS decided_on,
        CASE due_source WHEN 'computed' THEN decided_day.workday_no ELSE stretched.due_no END AS decided_no,
        due_source = 'computed' AND decided_day.provisional AS decided_provisional,
        CASE WHEN due_source = 'computed' THEN closed_on > computed_on ELSE closed_after_due END AS after_deadline
    FROM stretched
    LEFT JOIN days AS decided_day
        ON decided_day.calendar = stretched.calendar AND decided_day.day = stretched.computed_on
),
every_counted_case AS (
    SELECT * FROM unpaused
    UNION ALL BY NAME
    SELECT * FROM with_pauses
),
judged_cases AS (
    SELECT
        * REPLACE (
            -- told as finished without saying when: on time or late only where the exports settle it
            CASE
                WHEN finished_on IS NULL THEN after_deadline
                WHEN finished_on <= decided_on THEN FALSE
                WHEN open_told_on > decided_on THEN TRUE
            END AS after_deadline
        ),
        (closed_on IS NULL OR closed_on > as_of()) AND (finished_on IS NULL OR finished_on > as_of()) AS open_then,
        least(closed_no, as_of_no(calendar)) AS until_no
    FROM every_counted_case
)
SELECT
    platform,
    case_no,
    item_code,
    item_name,
    item_key,
    unit_name,
    unit_code,
    area,
    region_code,
    applied_at,
    received_at,
    accepted_at,
    accepted_on,
    CASE WHEN NOT open_then THEN closed_at END AS closed_at,
    CASE WHEN NOT open_then THEN closed_on END AS closed_on,
    CASE WHEN NOT open_then THEN closed_no END AS closed_no,
    CASE WHEN finished_on <= as_of() THEN finished_on END AS finished_on,
    -- as the export says, even after the as-of day: what a cohort can be cut by before anything is computed
    closed_on AS ever_closed_on,
    decided_on AS due_on,
    computed_on AS computed_due_on,
    computed_due_on AS due_without_pauses_on,
    due_no AS due_without_pauses_no,
    platform_due_at,
    platform_due_on,
    due_source,
    coalesce(decided_provisional, FALSE) AS provisional,
    case_kind,
    -- what happened later does not erase what was
    CASE
        WHEN open_then AND status IN ('closed', 'returned', 'withdrawn', 'rejected', 'void') THEN 'open'
        WHEN NOT open_then AND status IN ('withdrawn', 'rejected', 'void') THEN 'closed'
        ELSE status
    END AS status,
    channel,
    statutory_limit,
    statutory_unit,
    statutory_days,
    promised_days,
    limit_days,
    limit_unit,
    converted,
    extension_days,
    paused_days,
    has_pauses,
    open_then AS is_open,
    is_paused,
    -- finished, but nobody can say whether on time: in no rate (domain.md 3)
    NOT open_then AND after_deadline IS NULL AND decided_on IS NOT NULL AS outcome_unknown,
    coalesce(decided_on < as_of() AND (open_then OR after_deadline), FALSE) AS missed,
    NOT open_then AND closed_on IS NOT NULL AND coalesce(after_deadline, FALSE) AS closed_late,
    -- closed before it was accepted: there is nothing to measure
    CASE
        WHEN open_then OR (closed_on IS NOT NULL AND NOT closed_before_accepted)
            THEN until_no - accepted_no - paused_days
    END AS used_days,
    CASE WHEN open_then THEN decided_no - as_of_no(calendar) END AS remaining_days,
    CASE
        WHEN open_then AND decided_on < as_of() THEN as_of_no(calendar) - decided_no
        WHEN closed_late THEN closed_no - decided_no
        ELSE 0
    END AS overdue_days,
    CASE
        WHEN is_paused THEN 'paused'
        WHEN open_then AND decided_on IS NOT NULL THEN light_colour(
            decided_on < as_of(),
            decided_no - as_of_no(calendar),
            as_of_no(calendar) - accepted_no - paused_days,
            decided_no - accepted_no - paused_days
        )
    END AS light,
    -- where a limit in other than working days ends, before a day off moves the due day
    target_on + paused_calendar_days - coalesce(extension_days, 0) AS promised_on,
    project_code,
    stage,
    applicant,
    applicant_key,
    stands_from,
    calendar,
    import_id,
    sheet,
    line
FROM judged_cases
