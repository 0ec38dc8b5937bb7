-- The clock of every case without its pauses: acceptance, limit, due day (domain.md 2). The view `cases` adds the pauses
-- as they stood at the as-of day.
CREATE TABLE case_rows AS
WITH placed AS (
    SELECT
        newest.*,
        unit_names.unit_name AS known_unit,
        unit_names.area,
        coalesce(unit_names.area_code, newest.region_code) AS area_code
    FROM every_case AS newest
    LEFT JOIN unit_names
        ON unit_names.raw_name IS NOT DISTINCT FROM newest.unit_name
        AND unit_names.region_code IS NOT DISTINCT FROM newest.region_code
        AND unit_names.region_name IS NOT DISTINCT FROM newest.region_name
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
        coalesce(placed.item_name, item.item_name) AS known_item_name
    FROM placed
    LEFT JOIN item_rows AS item
        ON item.item_key = coalesce(placed.item_code, placed.item_name)
        AND item.origin = 'list'
        AND item.valid_from <= CAST(placed.accepted_at AS DATE)
        AND CAST(placed.accepted_at AS DATE) < item.valid_to
),
started AS (
    SELECT
        limited.*,
        CAST(ceil(promised + coalesce(extension_days, 0)) AS INTEGER) AS limit_days,
        accepted_day.workday_no AS accepted_no,
        closed_day.workday_no AS closed_no,
        CASE
            WHEN promised_in = 'working' AND promised + coalesce(extension_days, 0) = 0
                THEN accepted_day.workday_no + CAST(NOT accepted_day.is_working AS INTEGER)
            WHEN promised_in = 'working'
                THEN accepted_day.workday_no + CAST(ceil(promised + coalesce(extension_days, 0)) AS INTEGER)
        END AS target_no,
        CASE
            WHEN promised_in = 'calendar'
                THEN accepted_on + CAST(ceil(promised + coalesce(extension_days, 0)) AS INTEGER)
            WHEN promised_in = 'month'
                THEN CAST(accepted_on + to_months(CAST(promised AS INTEGER)) AS DATE) + coalesce(extension_days, 0)
        END AS target_on
    FROM limited
    LEFT JOIN days AS accepted_day ON accepted_day.calendar = limited.calendar AND accepted_day.day = limited.accepted_on
    LEFT JOIN days AS closed_day ON closed_day.calendar = limited.calendar AND closed_day.day = limited.closed_on
),
computed AS (
    SELECT
        started.*,
        coalesce(by_number.day, by_day.next_working_day) AS computed_due_on
    FROM started
    LEFT JOIN working_days AS by_number
        ON by_number.calendar = started.calendar AND by_number.workday_no = started.target_no
    LEFT JOIN days AS by_day ON by_day.calendar = started.calendar AND by_day.day = started.target_on
),
decided AS (
    SELECT
        computed.*,
        CASE
            WHEN platform_due_on IS NOT NULL
                AND (instant OR computed_due_on IS NULL OR getvariable('deadline_leads') = 'platform')
                THEN 'platform'
            WHEN computed_due_on IS NOT NULL THEN 'computed'
        END AS due_source
    FROM computed
)
SELECT
    platform,
    case_no,
    item_code,
    known_item_name AS item_name,
    known_unit AS unit_name,
    unit_code,
    area,
    area_code AS region_code,
    applied_at,
    received_at,
    accepted_at,
    accepted_on,
    accepted_no,
    closed_at,
    closed_on,
    closed_no,
    due_at AS platform_due_at,
    platform_due_on,
    CASE WHEN instant AND due_source = 'platform' THEN due_at END AS due_instant,
    statutory AS statutory_limit,
    statutory_in AS statutory_unit,
    in_working_days(statutory, statutory_in) AS statutory_days,
    in_working_days(promised, promised_in) AS promised_days,
    limit_days,
    promised_in AS limit_unit,
    coalesce(statutory_in <> 'working' OR promised_in <> 'working', FALSE) AS converted,
    extension_days,
    target_no,
    target_on,
    computed_due_on,
    due_source,
    CASE due_source WHEN 'platform' THEN platform_due_on ELSE computed_due_on END AS due_on,
    due_day.workday_no AS due_no,
    due_source = 'computed' AND due_day.provisional AS provisional,
    paused_cases.case_no IS NOT NULL AS has_pauses,
    -- Without pauses neither changes with the as-of day; the view `cases` takes both as they stand.
    paused_cases.case_no IS NULL AND accepted_on IS NOT NULL
        AND coalesce(status NOT IN ('withdrawn', 'rejected', 'void'), TRUE) AS counted_unpaused,
    CASE
        WHEN instant AND due_source = 'platform' THEN closed_at > due_at
        ELSE closed_on > CASE due_source WHEN 'platform' THEN platform_due_on ELSE computed_due_on END
    END AS closed_after_due,
    case_kind,
    status,
    result,
    channel,
    circulated,
    applicant,
    applicant_key,
    project_code,
    stage,
    CASE
        WHEN status IN ('withdrawn', 'rejected', 'void') THEN status
        WHEN accepted_on IS NULL THEN 'not_accepted'
        ELSE 'counted'
    END AS standing,
    decided.calendar,
    import_id,
    sheet,
    line
FROM decided
LEFT JOIN days AS due_day
    ON due_day.calendar = decided.calendar
    AND due_day.day = CASE due_source WHEN 'platform' THEN platform_due_on ELSE computed_due_on END
LEFT JOIN (SELECT DISTINCT platform, case_no FROM pause_rows) AS paused_cases USING (platform, case_no);

-- The union of a case's pauses, clipped to its life: what the clock leaves out.
CREATE TABLE pause_spans AS
WITH clipped AS (
    SELECT
        case_rows.platform,
        case_rows.case_no,
        case_rows.calendar,
        greatest(pause_rows.start_on, case_rows.accepted_on) AS start_on,
        least(coalesce(pause_rows.end_on, DATE '9999-12-31'), coalesce(case_rows.closed_on, DATE '9999-12-31')) AS end_on
    FROM pause_rows
    INNER JOIN case_rows USING (platform, case_no)
),
marked AS (
    SELECT
        *,
        max(end_on) OVER (
            PARTITION BY platform, case_no ORDER BY start_on, end_on ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS reached
    FROM clipped
    WHERE end_on > start_on
),
grouped AS (
    SELECT
        *,
        count(*) FILTER (WHERE reached IS NULL OR start_on > reached) OVER (
            PARTITION BY platform, case_no ORDER BY start_on, end_on ROWS UNBOUNDED PRECEDING
        ) AS span
    FROM marked
),
spans AS (
    SELECT platform, case_no, calendar, span, min(start_on) AS start_on, max(end_on) AS end_on
    FROM grouped
    GROUP BY platform, case_no, calendar, span
)
SELECT
    spans.platform,
    spans.case_no,
    spans.calendar,
    spans.start_on,
    spans.end_on,
    start_day.workday_no AS start_no,
    end_day.workday_no AS end_no
FROM spans
INNER JOIN days AS start_day ON start_day.calendar = spans.calendar AND start_day.day = spans.start_on
LEFT JOIN days AS end_day ON end_day.calendar = spans.calendar AND end_day.day = spans.end_on;
