-- Status events (construction platform) become cases: accepted = the earliest 3, closed = the latest of 11 to 13,
-- pauses = 6 to 7 and 9 to 10 (domain.md 5). An event told twice counts once. A number whose platform was only guessed
-- follows its case.
CREATE TEMP TABLE told_events AS
SELECT * EXCLUDE (row, own_platform)
FROM (
    SELECT
        incoming_events.* REPLACE (coalesce(followed.platform, incoming_events.platform) AS platform),
        incoming_events.platform AS own_platform,
        row_number() OVER (
            PARTITION BY
                coalesce(followed.platform, incoming_events.platform), incoming_events.case_no,
                incoming_events.status_code, incoming_events.status_at
            ORDER BY
                incoming_events.exported_on DESC, incoming_events.import_id DESC, incoming_events.part DESC,
                incoming_events.line DESC
        ) AS row
    FROM incoming_events
    -- a number follows only where no event was told of its own platform: those that follow were all guessed
    LEFT JOIN followed_cases AS followed
        ON followed.case_no = incoming_events.case_no AND followed.guessed = incoming_events.platform
    WHERE incoming_events.status_at IS NOT NULL
) AS events
WHERE row = 1;

CREATE TABLE event_rows AS
SELECT platform, case_no, item_code, project_code, stage, status_code, status_at, import_id, part, line FROM told_events;

-- What a case was at the end of each day on which an event changed it: its closing so far, and whether it had left.
CREATE TEMP TABLE event_states AS
WITH changes AS (
    SELECT
        platform,
        case_no,
        status_code,
        status_at,
        -- of one moment the acceptance comes first: a day is often all that is told
        (status_code <> '3', CAST(status_code AS INTEGER)) AS place,
        CAST(status_at AS DATE) AS day,
        CASE WHEN status_code IN ('11', '12', '13') THEN status_at END AS closing,
        CASE WHEN status_code IN ('11', '12', '13') THEN status_code END AS closing_code,
        CASE
            WHEN status_code IN ('2', '14', '15') THEN 'withdrawn'
            WHEN status_code IN ('4', '5') THEN 'rejected'
            WHEN status_code = '3' THEN 'in'
        END AS standing
    FROM told_events
    WHERE status_code IN ('2', '3', '4', '5', '11', '12', '13', '14', '15')
),
so_far AS (
    SELECT
        platform,
        case_no,
        day,
        max(closing) OVER running AS closed_at,
        last_value(closing_code IGNORE NULLS) OVER running AS result,
        last_value(standing IGNORE NULLS) OVER running AS standing,
        row_number() OVER (PARTITION BY platform, case_no, day ORDER BY status_at DESC, place DESC) AS from_evening
    FROM changes
    WINDOW running AS (PARTITION BY platform, case_no ORDER BY status_at, place ROWS UNBOUNDED PRECEDING)
),
evenings AS (
    SELECT
        platform,
        case_no,
        day,
        closed_at,
        result,
        coalesce(standing, 'in') AS standing,
        lead(day) OVER of_case AS next_day,
        lead(so_far.standing) OVER of_case AS next_standing
    FROM so_far
    WHERE from_evening = 1
    WINDOW of_case AS (PARTITION BY platform, case_no ORDER BY day)
),
-- An open case that is closed next needs no row of its own: a closing after the as-of day is not known yet.
kept AS (
    SELECT
        *,
        standing = 'in' AND ends_run AS stands,
        count(*) FILTER (WHERE ends_run)
            OVER (PARTITION BY platform, case_no ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS run
    FROM (
        SELECT *, next_day IS NULL OR closed_at IS NOT NULL OR standing <> 'in' OR next_standing <> 'in' AS ends_run
        FROM evenings
    ) AS ended
)
SELECT
    platform,
    case_no,
    closed_at,
    result,
    stands,
    standing,
    first_value(day) OVER of_run AS stands_from,
    coalesce(next_day, DATE '9999-12-31') AS stands_until
FROM kept
WINDOW of_run AS (PARTITION BY platform, case_no, run ORDER BY day)
QUALIFY stands OR next_day IS NULL;

CREATE TEMP TABLE cases_of_events AS
WITH told AS (
    SELECT
        *,
        {
            'status_at': status_at,
            'exported_on': exported_on,
            'import_id': import_id,
            'part': part,
            'line': line,
            'sheet': sheet
        } AS told
    FROM told_events
),
facts AS (
    SELECT
        platform,
        case_no,
        max_by(item_code, told) AS item_code,
        max_by(item_name, told) AS item_name,
        max_by(unit_name, told) AS unit_name,
        max_by(unit_code, told) AS unit_code,
        max_by(region_code, told) AS region_code,
        max_by(region_name, told) AS region_name,
        min(status_at) FILTER (WHERE status_code = '1') AS received_at,
        min(status_at) FILTER (WHERE status_code = '3') AS accepted_at,
        max_by(statutory_limit, told) AS statutory_limit,
        max_by(statutory_unit, told) AS statutory_unit,
        max_by(promised_limit, told) AS promised_limit,
        max_by(promised_unit, told) AS promised_unit,
        max_by(statutory_unread, told) AS statutory_unread,
        max_by(promised_unread, told) AS promised_unread,
        max_by(project_code, told) AS project_code,
        max_by(stage, told) AS stage,
        max_by(calendar, told) AS calendar,
        max(told) AS last_told
    FROM told
    GROUP BY platform, case_no
),
lasts AS (
    SELECT platform, case_no, standing, closed_at FROM event_states WHERE stands_until = DATE '9999-12-31'
)
SELECT
    facts.* EXCLUDE (last_told),
    facts.last_told.import_id,
    facts.last_told.part,
    facts.last_told.sheet,
    facts.last_told.line,
    states.closed_at,
    states.result,
    CASE
        WHEN lasts.standing IN ('withdrawn', 'rejected') THEN lasts.standing
        WHEN lasts.closed_at IS NOT NULL THEN 'closed'
        ELSE 'open'
    END AS status,
    -- of a case that never stood (never accepted, or refused at once) one row remains, which no as-of day shows
    CASE WHEN states.stands THEN states.stands_from ELSE DATE '0001-01-01' END AS stands_from,
    CASE WHEN states.stands THEN states.stands_until ELSE DATE '0001-01-01' END AS stands_until,
    coalesce(states.stands_until = max(states.stands_until) OVER of_case, TRUE) AS is_last
FROM facts
LEFT JOIN (
    SELECT *
    FROM event_states
    QUALIFY stands OR NOT bool_or(stands) OVER (PARTITION BY platform, case_no)
) AS states ON states.platform = facts.platform AND states.case_no = facts.case_no
LEFT JOIN lasts ON lasts.platform = facts.platform AND lasts.case_no = facts.case_no
WINDOW of_case AS (PARTITION BY facts.platform, facts.case_no);

-- Pauses out of events. At one moment an end comes before a start where a pause runs, else after it; a start told twice
-- without an end between is one start.
CREATE TEMP VIEW pauses_of_events AS
WITH moments AS (
    SELECT
        platform,
        case_no,
        CASE WHEN status_code IN ('6', '7') THEN '补正' ELSE '特别程序' END AS pause_kind,
        status_at AS moment,
        bool_or(status_code IN ('6', '9')) AS starts,
        bool_or(status_code IN ('7', '10')) AS ends,
        -- a kind starts by one code, and an event counts once: there is one row to take this from
        any_value({'exported_on': exported_on, 'import_id': import_id, 'part': part, 'line': line})
            FILTER (WHERE status_code IN ('6', '9')) AS begun
    FROM told_events
    WHERE status_code IN ('6', '7', '9', '10')
    GROUP BY platform, case_no, pause_kind, status_at
),
judged AS (
    SELECT
        *,
        coalesce(
            last_value(CASE WHEN starts <> ends THEN starts END IGNORE NULLS) OVER (
                PARTITION BY platform, case_no, pause_kind ORDER BY moment
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ),
            FALSE
        ) AS runs,
        first_value(CASE WHEN ends THEN moment END IGNORE NULLS) OVER (
            PARTITION BY platform, case_no, pause_kind ORDER BY moment ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
        ) AS next_end
    FROM moments
)
SELECT
    platform,
    case_no,
    pause_kind,
    moment AS pause_start,
    CASE WHEN ends AND NOT runs THEN moment ELSE next_end END AS pause_end,
    CAST(NULL AS VARCHAR) AS pause_reason,
    CAST(NULL AS VARCHAR) AS approver,
    begun.exported_on,
    begun.import_id,
    begun.part,
    begun.line
FROM judged
WHERE starts AND (ends OR NOT runs);
