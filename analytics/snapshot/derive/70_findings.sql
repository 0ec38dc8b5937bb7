-- What findings need of the imports themselves and no other figure does.

-- Cases that a later export of their platform lacks although it covers their unit's area and their day. An export that
-- lacks most of the units of which the fullest one before it told, or whose mapping says so, is partial: it covers nothing.
CREATE TABLE vanished_cases AS
WITH told AS (
    SELECT
        incoming_cases.import_id,
        incoming_cases.exported_on,
        incoming_cases.platform,
        import_parts.file,
        import_parts.told_on,
        unit_names.area,
        unit_names.unit_name,
        CAST(coalesce(accepted_at, received_at, applied_at) AS DATE) AS happened_on
    FROM incoming_cases
    INNER JOIN import_parts
        ON import_parts.import_id = incoming_cases.import_id AND import_parts.part = incoming_cases.part
    LEFT JOIN unit_names
        ON unit_names.spelling = spelling_of(incoming_cases.unit_name, incoming_cases.region_code, incoming_cases.region_name)
),
listed AS (
    SELECT
        import_id,
        exported_on,
        platform,
        file,
        told_on,
        area,
        min(happened_on) AS first_day,
        max(happened_on) AS last_day,
        coalesce(list(DISTINCT unit_name) FILTER (WHERE unit_name IS NOT NULL), []) AS units
    FROM told
    GROUP BY import_id, exported_on, platform, file, told_on, area
),
measured AS (
    SELECT
        *,
        -- of two that are as full, the later: units are renamed and merged
        max_by(units, (len(units), exported_on, import_id)) OVER (
            PARTITION BY platform, area ORDER BY exported_on, import_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS fullest_before
    FROM listed
),
covered AS (
    SELECT import_id, exported_on, platform, file, told_on, area, first_day, last_day
    FROM measured
    WHERE coalesce(len(list_intersect(units, fullest_before)) >= getvariable('partial_unit_share') * len(fullest_before), TRUE)
        AND NOT EXISTS (
            SELECT 1
            FROM import_parts
            WHERE import_parts.import_id = measured.import_id
                AND import_parts.platform = measured.platform
                AND import_parts.kind = 'cases'
                AND import_parts.partial
        )
)
SELECT
    case_rows.platform,
    case_rows.case_no,
    last_seen.file AS last_file,
    min_by(covered.file, (covered.exported_on, covered.import_id)) AS missing_file,
    min_by(covered.told_on, (covered.exported_on, covered.import_id)) AS told_on
FROM case_rows
INNER JOIN import_parts AS last_seen
    ON last_seen.import_id = case_rows.import_id
    AND last_seen.part = case_rows.part
    AND last_seen.kind = 'cases'  -- a case put together from status events is as long-lived as its events
INNER JOIN covered
    ON covered.platform = case_rows.platform
    AND covered.area IS NOT DISTINCT FROM case_rows.area
    AND covered.exported_on > last_seen.exported_on
    AND coalesce(case_rows.accepted_on, CAST(case_rows.received_at AS DATE), CAST(case_rows.applied_at AS DATE))
        BETWEEN covered.first_day AND covered.last_day
GROUP BY case_rows.platform, case_rows.case_no, last_seen.file;

-- Cases that more than one platform shows; the selection does not narrow these, so that a copy is found wherever one looks.
CREATE TABLE case_copies AS
SELECT platform, case_no, unit_name, accepted_on, closed_on, closed_at, finished_on, stands_from, stands_until
FROM case_rows
WHERE case_no IN (SELECT case_no FROM case_rows GROUP BY case_no HAVING count(DISTINCT platform) > 1);

-- What a spreadsheet did to a file: codes that lost their digits, a row each; times cut to the day, a row a file.
CREATE TABLE damage_rows AS
SELECT
    import_parts.platform,
    'lost_digits' AS damage,
    import_parts.file,
    import_parts.told_on,
    damaged_rows.sheet,
    damaged_rows.line,
    damaged_rows.field,
    damaged_rows.value,
    1 AS rows,
    CAST(NULL AS VARCHAR) AS unit_name,
    CAST(NULL AS VARCHAR) AS area,
    CAST(NULL AS VARCHAR) AS region_code,
    import_parts.import_id
FROM damaged_rows
INNER JOIN import_parts
    ON import_parts.import_id = damaged_rows.import_id AND import_parts.part = damaged_rows.part
UNION ALL
SELECT
    cut.platform,
    'cut_to_the_day',
    import_parts.file,
    import_parts.told_on,
    import_parts.sheet,
    NULL,
    NULL,
    NULL,
    cut.rows,
    cut.unit_name,
    cut.area,
    cut.region_code,
    cut.import_id
FROM (
    SELECT
        incoming_cases.import_id,
        incoming_cases.part,
        incoming_cases.platform,
        count(*) AS rows,
        CASE WHEN count(DISTINCT unit_names.unit_name) = 1 THEN any_value(unit_names.unit_name) END AS unit_name,
        CASE WHEN count(DISTINCT unit_names.area) = 1 THEN any_value(unit_names.area) END AS area,
        CASE WHEN count(DISTINCT unit_names.area_code) = 1 THEN any_value(unit_names.area_code) END AS region_code
    FROM incoming_cases
    LEFT JOIN unit_names
        ON unit_names.spelling = spelling_of(incoming_cases.unit_name, incoming_cases.region_code, incoming_cases.region_name)
    GROUP BY incoming_cases.import_id, incoming_cases.part, incoming_cases.platform
    HAVING bool_and(
        coalesce(applied_at = date_trunc('day', applied_at), TRUE)
        AND coalesce(accepted_at = date_trunc('day', accepted_at), TRUE)
        AND coalesce(closed_at = date_trunc('day', closed_at), TRUE)
    )
    AND count(coalesce(applied_at, accepted_at, closed_at)) > 0
) AS cut
INNER JOIN import_parts ON import_parts.import_id = cut.import_id AND import_parts.part = cut.part;

-- Times after the day of their own export: never news, but a typing error or somebody's "no end". They are left out of
-- everything else and listed (domain.md 3, Data date).
CREATE TABLE time_after_export_rows AS
SELECT
    late_times.platform,
    late_times.kind,
    late_times.number,
    late_times.field,
    late_times.value,
    late_times.export_day,
    import_parts.file,
    import_parts.told_on,
    unit_names.unit_name,
    unit_names.area,
    unit_names.area_code AS region_code,
    late_times.import_id,
    late_times.part,
    late_times.line
FROM late_times
INNER JOIN import_parts
    ON import_parts.import_id = late_times.import_id AND import_parts.part = late_times.part
LEFT JOIN unit_names
    ON unit_names.spelling = spelling_of(late_times.unit_name, late_times.region_code, late_times.region_name);

-- What names a case that no export tells: pauses, ratings, events of an instance that was never accepted.
CREATE TABLE orphan_rows AS
WITH orphans AS (
    SELECT
        'pause' AS what,
        platform,
        case_no,
        concat_ws('|', pause_start, pause_kind, pause_end) AS which,
        start_on AS told_on,
        pause_kind AS told,
        import_id,
        part,
        line
    FROM pause_rows
    WHERE NOT EXISTS (
        SELECT 1
        FROM case_rows
        WHERE case_rows.platform = pause_rows.platform AND case_rows.case_no = pause_rows.case_no
    )
    UNION ALL
    SELECT
        'rating',
        platform,
        case_no,
        concat_ws('|', rated_at, sort, nth),
        rated_on,
        CAST(level AS VARCHAR),
        import_id,
        part,
        line
    FROM rating_rows
    WHERE NOT EXISTS (
        SELECT 1
        FROM case_rows
        WHERE case_rows.platform = rating_rows.platform AND case_rows.case_no = rating_rows.case_no
    )
    UNION ALL
    SELECT
        'event',
        platform,
        case_no,
        concat_ws('|', status_at, status_code),
        CAST(status_at AS DATE),
        status_code,
        import_id,
        part,
        line
    FROM event_rows
    -- received, refused at acceptance and supplements come before the clock; what follows an acceptance needs one
    WHERE status_code NOT IN ('1', '2', '4', '5', '6', '7') AND NOT EXISTS (
        SELECT 1
        FROM case_rows
        WHERE case_rows.platform = event_rows.platform
            AND case_rows.case_no = event_rows.case_no
            AND case_rows.accepted_on IS NOT NULL
    )
)
SELECT
    orphans.what,
    orphans.platform,
    orphans.case_no,
    orphans.which,
    orphans.told_on,
    orphans.told,
    rating_rows.unit_name,
    rating_rows.area,
    rating_rows.region_code,
    import_parts.file,
    orphans.import_id,
    orphans.part,
    orphans.line
FROM orphans
INNER JOIN import_parts
    ON import_parts.import_id = orphans.import_id AND import_parts.part = orphans.part
LEFT JOIN rating_rows  -- the others do not say their unit
    ON rating_rows.import_id = orphans.import_id
    AND rating_rows.part = orphans.part
    AND rating_rows.line = orphans.line;

-- How many rows of each part of an import that belong to cases found their case.
CREATE TABLE matched_parts AS
SELECT
    import_parts.import_id,
    import_parts.part,
    import_parts.kind,
    import_parts.file,
    told.rows,
    told.rows - coalesce(lost.rows, 0) AS matched
FROM import_parts
INNER JOIN (
    SELECT import_id, part, count(*) AS rows FROM pause_rows WHERE told_by = 'pauses' GROUP BY import_id, part
    UNION ALL
    SELECT import_id, part, count(*) FROM rating_rows GROUP BY import_id, part
) AS told
    ON told.import_id = import_parts.import_id AND told.part = import_parts.part
LEFT JOIN (
    SELECT import_id, part, count(*) AS rows FROM orphan_rows GROUP BY import_id, part
) AS lost
    ON lost.import_id = import_parts.import_id AND lost.part = import_parts.part;

-- Cases withdrawn or void, with the due day that they had when they left.
CREATE TABLE left_cases AS
WITH leaving AS (
    SELECT
        platform,
        case_no,
        stands_from,
        calendar,
        stands_until AS left_on,
        due_source,
        due_on,
        target_no,
        target_on
    FROM case_rows
    WHERE is_last AND accepted_on IS NOT NULL AND standing IN ('withdrawn', 'void')
),
paused AS (
    SELECT
        leaving.platform,
        leaving.case_no,
        CAST(sum(least(pause_spans.end_no, left_day.workday_no) - pause_spans.start_no) AS INTEGER) AS paused_days,
        CAST(sum(date_diff('day', pause_spans.start_on, least(pause_spans.end_on, leaving.left_on))) AS INTEGER)
            AS paused_calendar_days
    FROM leaving
    INNER JOIN pause_spans
        ON pause_spans.platform = leaving.platform
        AND pause_spans.case_no = leaving.case_no
        AND pause_spans.stands_from = leaving.stands_from
        AND pause_spans.start_on < leaving.left_on
        AND pause_spans.counts
    INNER JOIN days AS left_day ON left_day.calendar = leaving.calendar AND left_day.day = leaving.left_on
    GROUP BY leaving.platform, leaving.case_no
)
SELECT
    leaving.platform,
    leaving.case_no,
    leaving.left_on,
    CASE
        WHEN leaving.due_source = 'platform' OR paused.case_no IS NULL THEN leaving.due_on
        ELSE coalesce(by_number.day, by_day.next_working_day)
    END AS due_on,
    leaving.calendar
FROM leaving
LEFT JOIN paused ON paused.platform = leaving.platform AND paused.case_no = leaving.case_no
LEFT JOIN working_days AS by_number
    ON by_number.calendar = leaving.calendar AND by_number.workday_no = leaving.target_no + paused.paused_days
LEFT JOIN days AS by_day
    ON by_day.calendar = leaving.calendar AND by_day.day = leaving.target_on + paused.paused_calendar_days;
