-- The clock of every case without its pauses: acceptance, limit, due day (domain.md 2). The view `cases` adds the pauses
-- as they stood at the as-of day.
CREATE TABLE case_rows AS
WITH placed AS (
    SELECT
        newest.*,
        unit_names.unit_name AS known_unit,
        unit_names.area,
        unit_names.area_code,
        unit_names.contradicting_area,
        items_of_cases.item_platform,
        items_of_cases.owner AS item_owner,
        coalesce(newest.item_code, newest.item_name) AS item
    FROM every_case AS newest
    LEFT JOIN unit_names
        ON unit_names.spelling = spelling_of(newest.unit_name, newest.region_code, newest.region_name)
    LEFT JOIN items_of_cases
        ON items_of_cases.platform = newest.platform
        AND items_of_cases.item = coalesce(newest.item_code, newest.item_name)
        AND items_of_cases.spelling = spelling_of(newest.unit_name, newest.region_code, newest.region_name)
),
limited AS (
    SELECT
        placed.*,
        CAST(placed.accepted_at AS DATE) AS accepted_on,
        CAST(placed.closed_at AS DATE) AS closed_on,
        CAST(placed.due_at AS DATE) AS platform_due_on,
        coalesce(placed.statutory_limit, item.statutory_limit) AS statutory,
        CASE WHEN placed.statutory_limit IS NULL THEN item.statutory_unit ELSE placed.statutory_unit END AS statutory_in,
        CASE
            WHEN placed.case_kind = 'immediate' AND (placed.promised_limit IS NULL OR placed.promised_unit = 'hour') THEN 0
            ELSE coalesce(placed.promised_limit, item.promised_limit)
        END AS promised,
        CASE
            WHEN placed.case_kind = 'immediate' AND (placed.promised_limit IS NULL OR placed.promised_unit = 'hour')
                THEN 'working'
            WHEN placed.promised_limit IS NULL THEN item.promised_unit
            ELSE placed.promised_unit
        END AS promised_in,
        coalesce(placed.item_name, item.item_name) AS known_item_name,
        item.item_key
    FROM placed
    LEFT JOIN item_rows AS item
        ON item.platform = placed.item_platform
        AND item.owner = placed.item_owner
        AND item.item = placed.item
        AND item.valid_from <= CAST(placed.accepted_at AS DATE)
        AND CAST(placed.accepted_at AS DATE) < item.valid_to
),
counted AS (
    SELECT
        limited.*,
        -- half a day is due on the same day, every other part of a day or a month counts whole
        CASE
            WHEN promised_in = 'working' AND promised + coalesce(extension_days, 0) < 1 THEN 0
            ELSE CAST(ceil(promised + coalesce(extension_days, 0)) AS INTEGER)
        END AS limit_days
    FROM limited
),
started AS (
    SELECT
        counted.*,
        accepted_day.workday_no AS accepted_no,
        closed_day.workday_no AS closed_no,
        CASE
            WHEN promised_in = 'working'
                THEN accepted_day.workday_no
                    + greatest(limit_days, CAST(NOT accepted_day.is_working AND limit_days = 0 AS INTEGER))
        END AS target_no,
        CASE
            WHEN promised_in = 'calendar' THEN accepted_on + limit_days
            WHEN promised_in = 'month'
                THEN CAST(accepted_on + to_months(CAST(ceil(promised) AS INTEGER)) AS DATE) + coalesce(extension_days, 0)
        END AS target_on
    FROM counted
    LEFT JOIN days AS accepted_day ON accepted_day.calendar = counted.calendar AND accepted_day.day = counted.accepted_on
    LEFT JOIN days AS closed_day ON closed_day.calendar = counted.calendar AND closed_day.day = counted.closed_on
),
computed AS (
    SELECT
        started.*,
        coalesce(by_number.day, by_day.next_working_day) AS computed_due_on,
        -- a due date before the acceptance decides nothing
        due_at IS NOT NULL AND coalesce(platform_due_on >= accepted_on, TRUE) AS due_date_counts
    FROM started
    LEFT JOIN working_days AS by_number
        ON by_number.calendar = started.calendar AND by_number.workday_no = started.target_no
    LEFT JOIN days AS by_day ON by_day.calendar = started.calendar AND by_day.day = started.target_on
),
decided AS (
    SELECT
        computed.*,
        CASE
            WHEN due_date_counts AND (instant OR computed_due_on IS NULL OR getvariable('deadline_leads') = 'platform')
                THEN 'platform'
            WHEN computed_due_on IS NOT NULL THEN 'computed'
        END AS due_source
    FROM computed
),
judged AS (
    SELECT
        decided.*,
        -- a due time given as a day ends with that day
        CASE WHEN instant AND due_source = 'platform' AND due_at > date_trunc('day', due_at) THEN due_at END AS due_instant,
        CASE due_source WHEN 'platform' THEN platform_due_on ELSE computed_due_on END AS decided_due_on,
        told_before(closed_at, accepted_at) AS closed_before_accepted
    FROM decided
)
SELECT
    judged.platform,
    judged.case_no,
    judged.item_code,
    judged.known_item_name AS item_name,
    judged.item_key,
    judged.known_unit AS unit_name,
    judged.unit_code,
    judged.area,
    judged.area_code AS region_code,
    judged.contradicting_area,
    judged.applied_at,
    judged.received_at,
    judged.accepted_at,
    judged.accepted_on,
    judged.accepted_no,
    judged.closed_at,
    judged.closed_on,
    judged.closed_no,
    judged.finished_on,
    judged.open_told_on,
    judged.due_at AS platform_due_at,
    judged.platform_due_on,
    judged.due_date_counts,
    judged.due_instant,
    judged.statutory AS statutory_limit,
    judged.statutory_in AS statutory_unit,
    in_working_days(judged.statutory, judged.statutory_in) AS statutory_days,
    in_working_days(judged.promised, judged.promised_in) AS promised_days,
    judged.limit_days,
    judged.promised_in AS limit_unit,
    judged.statutory_unread,
    judged.promised_unread,
    judged.extension_unread,
    judged.statutory_in <> 'working' OR judged.promised_in <> 'working' AS converted,
    judged.extension_days,
    judged.target_no,
    judged.target_on,
    judged.computed_due_on,
    judged.due_source,
    judged.decided_due_on AS due_on,
    due_day.workday_no AS due_no,
    judged.due_source = 'computed' AND due_day.provisional AS provisional,
    paused_cases.case_no IS NOT NULL AS has_pauses,
    -- Without pauses neither changes with the as-of day; the view `cases` takes both as they stand.
    paused_cases.case_no IS NULL AND judged.accepted_on IS NOT NULL AS counted_unpaused,
    CASE
        WHEN judged.due_instant IS NULL THEN judged.closed_on > judged.decided_due_on
        WHEN judged.due_utc IS NOT NULL AND judged.closed_utc IS NOT NULL THEN judged.closed_utc > judged.due_utc
        ELSE judged.closed_at > judged.due_instant
    END AS closed_after_due,
    coalesce(judged.closed_before_accepted, FALSE) AS closed_before_accepted,
    judged.case_kind,
    judged.status,
    judged.result,
    judged.channel,
    judged.circulated,
    judged.applicant,
    judged.applicant_key,
    judged.project_code,
    judged.stage,
    CASE
        WHEN judged.status IN ('withdrawn', 'rejected', 'void') THEN judged.status
        WHEN judged.accepted_on IS NULL THEN 'not_accepted'
        ELSE 'counted'
    END AS standing,
    judged.stands_from,
    judged.stands_until,
    judged.is_last,
    judged.calendar,
    judged.import_id,
    judged.part,
    judged.sheet,
    judged.line
FROM judged
LEFT JOIN days AS due_day ON due_day.calendar = judged.calendar AND due_day.day = judged.decided_due_on
LEFT JOIN (SELECT DISTINCT platform, case_no FROM pause_rows) AS paused_cases
    ON paused_cases.platform = judged.platform AND paused_cases.case_no = judged.case_no;

-- The union of a case's pauses, clipped to its life: what the clock leaves out. Of pauses that begin together the
-- longest is taken before they are joined: two windows over rows that tie could order them differently.
--
-- A passed deadline does not move: a span counts while it starts on or before the due day as the spans before it moved
-- it; the first that does not ends the counting (domain.md 2).
CREATE TABLE pause_spans AS
WITH clipped AS (
    SELECT
        case_rows.platform,
        case_rows.case_no,
        case_rows.stands_from,
        case_rows.calendar,
        greatest(pause_rows.start_on, case_rows.accepted_on) AS start_on,
        -- the first that there is
        max(least(pause_rows.end_on, case_rows.closed_on, case_rows.finished_on, DATE '9999-12-31')) AS end_on
    FROM pause_rows
    INNER JOIN case_rows ON case_rows.platform = pause_rows.platform AND case_rows.case_no = pause_rows.case_no
    GROUP BY ALL
),
marked AS (
    SELECT
        *,
        max(end_on) OVER (
            PARTITION BY platform, case_no, stands_from ORDER BY start_on
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS reached
    FROM clipped
    WHERE end_on > start_on
),
grouped AS (
    SELECT
        *,
        count(*) FILTER (WHERE start_on > reached) OVER (
            PARTITION BY platform, case_no, stands_from ORDER BY start_on ROWS UNBOUNDED PRECEDING
        ) AS span
    FROM marked
),
spans AS (
    SELECT platform, case_no, stands_from, calendar, span, min(start_on) AS start_on, max(end_on) AS end_on
    FROM grouped
    GROUP BY platform, case_no, stands_from, calendar, span
),
numbered AS (
    SELECT
        spans.*,
        start_day.workday_no AS start_no,
        end_day.workday_no AS end_no
    FROM spans
    INNER JOIN days AS start_day ON start_day.calendar = spans.calendar AND start_day.day = spans.start_on
    LEFT JOIN days AS end_day ON end_day.calendar = spans.calendar AND end_day.day = spans.end_on
),
summed AS (
    SELECT
        *,
        coalesce(sum(end_no - start_no) OVER earlier, 0) AS days_before,
        coalesce(sum(date_diff('day', start_on, end_on)) OVER earlier, 0) AS calendar_days_before
    FROM numbered
    WINDOW earlier AS (
        PARTITION BY platform, case_no, stands_from ORDER BY span ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    )
),
tested AS (
    SELECT
        summed.*,
        coalesce(
            -- where no limit is known, the platform's own due day is the deadline that may have passed
            summed.start_on <= coalesce(by_number.day, by_day.next_working_day, case_rows.due_on),
            TRUE
        ) AS in_time
    FROM summed
    INNER JOIN case_rows
        ON case_rows.platform = summed.platform
        AND case_rows.case_no = summed.case_no
        AND case_rows.stands_from = summed.stands_from
    LEFT JOIN working_days AS by_number
        ON by_number.calendar = case_rows.calendar
        AND by_number.workday_no = case_rows.target_no + CAST(summed.days_before AS INTEGER)
    LEFT JOIN days AS by_day
        ON by_day.calendar = case_rows.calendar
        AND by_day.day = case_rows.target_on + CAST(summed.calendar_days_before AS INTEGER)
)
SELECT
    platform,
    case_no,
    stands_from,
    calendar,
    start_on,
    end_on,
    start_no,
    end_no,
    bool_and(in_time) OVER (
        PARTITION BY platform, case_no, stands_from ORDER BY span ROWS UNBOUNDED PRECEDING
    ) AS counts
FROM tested;
