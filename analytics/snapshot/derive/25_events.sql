-- Status events (construction platform) become cases: accepted = the earliest 3, closed = the latest of 11 to 13,
-- pauses = 6 to 7 and 9 to 10 (domain.md 5). An event told twice counts once.
CREATE TEMP TABLE told_events AS
SELECT * EXCLUDE (row)
FROM (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY platform, case_no, status_code, status_at
            ORDER BY exported_on DESC, import_id DESC, part DESC, line DESC
        ) AS row
    FROM incoming_events
)
WHERE row = 1;

CREATE TABLE event_rows AS
SELECT platform, case_no, item_code, project_code, stage, status_code, status_at, import_id, line FROM told_events;

CREATE TEMP TABLE cases_of_events AS
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
    max(status_at) FILTER (WHERE status_code IN ('11', '12', '13')) AS closed_at,
    max_by(statutory_limit, told) AS statutory_limit,
    max_by(statutory_unit, told) AS statutory_unit,
    max_by(promised_limit, told) AS promised_limit,
    max_by(promised_unit, told) AS promised_unit,
    CASE
        WHEN bool_or(status_code IN ('2', '14', '15')) THEN 'withdrawn'
        WHEN bool_or(status_code IN ('4', '5')) AND NOT bool_or(status_code = '3') THEN 'rejected'
        WHEN bool_or(status_code IN ('11', '12', '13')) THEN 'closed'
        ELSE 'open'
    END AS status,
    max_by(status_code, told) FILTER (WHERE status_code IN ('11', '12', '13')) AS result,
    max_by(project_code, told) AS project_code,
    max_by(stage, told) AS stage,
    max(exported_on) AS exported_on,
    max(import_id) AS import_id,
    max_by(line, told) AS line,
    max(calendar) AS calendar,
    bool_or(instant) AS instant
FROM (SELECT *, (status_at, exported_on, import_id, part, line) AS told FROM told_events)
GROUP BY platform, case_no;

CREATE TEMP VIEW pauses_of_events AS
WITH steps AS (
    SELECT
        platform,
        case_no,
        CASE WHEN status_code IN ('6', '7') THEN '补正' ELSE '特别程序' END AS pause_kind,
        status_code,
        status_at,
        exported_on,
        import_id,
        line,
        lead(status_code) OVER every_kind AS next_code,
        lead(status_at) OVER every_kind AS next_at
    FROM told_events
    WHERE status_code IN ('6', '7', '9', '10')
    WINDOW every_kind AS (
        PARTITION BY platform, case_no, status_code IN ('6', '7') ORDER BY status_at, CAST(status_code AS INTEGER)
    )
)
SELECT
    platform,
    case_no,
    pause_kind,
    status_at AS pause_start,
    CASE WHEN next_code IN ('7', '10') THEN next_at END AS pause_end,
    NULL AS pause_reason,
    NULL AS approver,
    exported_on,
    import_id,
    line
FROM steps
WHERE status_code IN ('6', '9');
