-- Messages and ratings: the newest row of each, with the days of their clocks.
CREATE TABLE message_rows AS
WITH newest AS (
    SELECT * EXCLUDE (row)
    FROM (
        SELECT
            *,
            row_number() OVER (
                PARTITION BY platform, message_no ORDER BY exported_on DESC, import_id DESC, part DESC, line DESC
            ) AS row
        FROM incoming_messages
    )
    WHERE row = 1
),
started AS (
    SELECT
        newest.*,
        unit_names.unit_name AS known_unit,
        unit_names.area,
        coalesce(unit_names.area_code, newest.region_code) AS area_code,
        asked_day.day AS asked_on,
        asked_day.workday_no AS asked_no,
        answered_day.day AS answered_on,
        answered_day.workday_no AS answered_no,
        due_at IS NOT NULL AND (instant OR getvariable('deadline_leads') = 'platform') AS platform_leads
    FROM newest
    LEFT JOIN unit_names
        ON unit_names.raw_name IS NOT DISTINCT FROM newest.unit_name
        AND unit_names.region_code IS NOT DISTINCT FROM newest.region_code
        AND unit_names.region_name IS NOT DISTINCT FROM newest.region_name
    LEFT JOIN days AS asked_day
        ON asked_day.calendar = newest.calendar AND asked_day.day = CAST(newest.asked_at AS DATE)
    LEFT JOIN days AS answered_day
        ON answered_day.calendar = newest.calendar AND answered_day.day = CAST(newest.answered_at AS DATE)
)
SELECT
    platform,
    message_no,
    message_kind,
    title,
    content,
    asked_at,
    asked_on,
    asked_no,
    known_unit AS unit_name,
    unit_code,
    area,
    area_code AS region_code,
    answered_at,
    answered_on,
    answered_no,
    answer,
    due_at AS platform_due_at,
    CASE WHEN platform_leads AND instant THEN due_at END AS due_instant,
    due_day.day AS due_on,
    due_day.workday_no AS due_no,
    NOT platform_leads AND due_day.provisional AS provisional,
    circulated,
    applicant,
    applicant_key,
    started.calendar,
    import_id,
    sheet,
    line
FROM started
LEFT JOIN working_days AS by_number
    ON by_number.calendar = started.calendar AND by_number.workday_no = asked_no + getvariable('message_days')
LEFT JOIN days AS due_day
    ON due_day.calendar = started.calendar
    AND due_day.day = CASE WHEN platform_leads THEN CAST(due_at AS DATE) ELSE by_number.day END;

CREATE TABLE rating_rows AS
WITH newest AS (
    SELECT * EXCLUDE (row)
    FROM (
        SELECT
            *,
            row_number() OVER (
                PARTITION BY platform, case_no, rated_at ORDER BY exported_on DESC, import_id DESC, part DESC, line DESC
            ) AS row
        FROM incoming_ratings
    )
    WHERE row = 1
)
SELECT
    newest.platform,
    newest.case_no,
    newest.rated_at,
    rated_day.day AS rated_on,
    rated_day.workday_no AS rated_no,
    newest.level,
    newest.rating_channel,
    newest.comment,
    coalesce(newest.is_default, FALSE) AS is_default,
    newest.rectified_at,
    CAST(newest.rectified_at AS DATE) AS rectified_on,
    newest.revisited_at,
    CAST(newest.revisited_at AS DATE) AS revisited_on,
    rectify_by.day AS rectify_by,
    unit_names.unit_name,
    unit_names.area,
    coalesce(unit_names.area_code, newest.region_code) AS region_code,
    newest.applicant_key,
    newest.calendar,
    newest.import_id,
    newest.sheet,
    newest.line
FROM newest
LEFT JOIN unit_names
    ON unit_names.raw_name IS NOT DISTINCT FROM newest.unit_name
    AND unit_names.region_code IS NOT DISTINCT FROM newest.region_code
    AND unit_names.region_name IS NOT DISTINCT FROM newest.region_name
LEFT JOIN days AS rated_day ON rated_day.calendar = newest.calendar AND rated_day.day = CAST(newest.rated_at AS DATE)
LEFT JOIN working_days AS rectify_by
    ON rectify_by.calendar = newest.calendar
    AND rectify_by.workday_no = rated_day.workday_no + getvariable('rectification_days');

-- The contacts of a unit are those of the newest export that names the unit.
CREATE TABLE contact_rows AS
WITH newest AS (
    SELECT *
    FROM incoming_contacts
    QUALIFY rank() OVER (
        PARTITION BY unit_name, region_code, region_name ORDER BY exported_on DESC, import_id DESC
    ) = 1
)
SELECT DISTINCT
    coalesce(unit_names.unit_name, newest.unit_name) AS unit_name,
    unit_names.area,
    contact_name,
    phone,
    mail,
    wecom,
    newest.import_id
FROM newest
LEFT JOIN unit_names
    ON unit_names.raw_name IS NOT DISTINCT FROM newest.unit_name
    AND unit_names.region_code IS NOT DISTINCT FROM newest.region_code
    AND unit_names.region_name IS NOT DISTINCT FROM newest.region_name;
