-- Messages and ratings: the newest row of each, with the days of their clocks.
-- A message answered in several rows was answered by the earliest of its answers (domain.md 4, Messages).
CREATE TABLE message_rows AS
WITH newest AS (
    SELECT *
    FROM incoming_messages
    QUALIFY row_number() OVER (
        PARTITION BY platform, message_no ORDER BY exported_on DESC, import_id DESC, part DESC, line DESC
    ) = 1
),
answers AS (
    SELECT
        incoming_messages.platform,
        incoming_messages.message_no,
        incoming_messages.answered_at,
        incoming_messages.answered_utc,
        incoming_messages.answer
    FROM incoming_messages
    INNER JOIN newest
        ON newest.platform = incoming_messages.platform AND newest.message_no = incoming_messages.message_no
    WHERE incoming_messages.answered_at IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY incoming_messages.platform, incoming_messages.message_no
        ORDER BY
            -- an answer before the question is a typing error, and only counts where there is no other
            told_before(incoming_messages.answered_at, newest.asked_at),
            incoming_messages.answered_at,
            incoming_messages.exported_on DESC,
            incoming_messages.import_id DESC,
            incoming_messages.part DESC,
            incoming_messages.line DESC
    ) = 1
),
started AS (
    SELECT
        newest.* REPLACE (
            answers.answered_at AS answered_at,
            answers.answered_utc AS answered_utc,
            coalesce(answers.answer, newest.answer) AS answer
        ),
        unit_names.unit_name AS known_unit,
        unit_names.area,
        unit_names.area_code,
        unit_names.contradicting_area,
        asked_day.day AS asked_on,
        asked_day.workday_no AS asked_no,
        answered_day.day AS answered_on,
        answered_day.workday_no AS answered_no,
        coalesce(newest.due_at >= date_trunc('day', newest.asked_at), FALSE)
            AND (newest.instant OR getvariable('deadline_leads') = 'platform') AS platform_leads,
        -- a due time given as a day ends with that day
        CASE WHEN newest.instant AND newest.due_at > date_trunc('day', newest.due_at) THEN newest.due_at END AS due_moment
    FROM newest
    LEFT JOIN answers ON answers.platform = newest.platform AND answers.message_no = newest.message_no
    LEFT JOIN unit_names
        ON unit_names.spelling = spelling_of(newest.unit_name, newest.region_code, newest.region_name)
    LEFT JOIN days AS asked_day
        ON asked_day.calendar = newest.calendar AND asked_day.day = CAST(newest.asked_at AS DATE)
    LEFT JOIN days AS answered_day
        ON answered_day.calendar = newest.calendar AND answered_day.day = CAST(answers.answered_at AS DATE)
)
SELECT
    started.platform,
    started.message_no,
    started.message_kind,
    started.title,
    started.content,
    started.asked_at,
    started.asked_on,
    started.asked_no,
    started.known_unit AS unit_name,
    started.unit_code,
    started.area,
    started.area_code AS region_code,
    started.contradicting_area,
    started.answered_at,
    started.answered_on,
    started.answered_no,
    told_before(started.answered_at, started.asked_at) AS answered_before_asked,
    started.answer,
    started.responded_as,
    started.solved_as,
    started.satisfied_as,
    started.due_at AS platform_due_at,
    message_limit(started.message_kind) AS limit_days,
    by_number.day AS limit_on,
    CASE
        WHEN started.due_moment IS NULL OR NOT started.platform_leads THEN started.answered_on > due_day.day
        WHEN started.due_utc IS NOT NULL AND started.answered_utc IS NOT NULL THEN started.answered_utc > started.due_utc
        ELSE started.answered_at > started.due_moment
    END AS answered_after_due,
    due_day.day AS due_on,
    due_day.workday_no AS due_no,
    NOT started.platform_leads AND due_day.provisional AS provisional,
    started.circulated,
    started.applicant,
    started.applicant_key,
    -- the newest earlier message of the same applicant or of the same words (domain.md 9)
    greatest(
        CASE WHEN started.applicant_key IS NOT NULL THEN lag(started.asked_on) OVER of_applicant END,
        CASE WHEN started.content IS NOT NULL THEN lag(started.asked_on) OVER of_text END
    ) AS asked_before_on,
    started.calendar,
    started.import_id,
    started.part,
    started.sheet,
    started.line
FROM started
LEFT JOIN working_days AS by_number
    ON by_number.calendar = started.calendar
    AND by_number.workday_no = started.asked_no + message_limit(started.message_kind)
LEFT JOIN days AS due_day
    ON due_day.calendar = started.calendar
    AND due_day.day = CASE WHEN started.platform_leads THEN CAST(started.due_at AS DATE) ELSE by_number.day END
WINDOW
    of_applicant AS (
        PARTITION BY started.applicant_key ORDER BY started.asked_at, started.platform, started.message_no
    ),
    of_text AS (
        PARTITION BY started.title, started.content ORDER BY started.asked_at, started.platform, started.message_no
    );

-- A rating is told by its case and time. Where either is missing, rows that tell the same in one export are several
-- ratings, and the n-th of them in a later export is the n-th again; it is dated by the first export that tells it.
CREATE TABLE rating_rows AS
WITH placed AS (
    SELECT
        incoming_ratings.* REPLACE (coalesce(followed.platform, incoming_ratings.platform) AS platform),
        CASE
            WHEN incoming_ratings.case_no IS NOT NULL AND incoming_ratings.rated_at IS NOT NULL THEN ''
            WHEN incoming_ratings.case_no IS NOT NULL THEN 'without time'
            ELSE md5(concat_ws(
                '|',
                incoming_ratings.level,
                coalesce(incoming_ratings.rating_channel, ''),
                coalesce(incoming_ratings.comment, ''),
                coalesce(incoming_ratings.unit_name, ''),
                coalesce(incoming_ratings.region_code, ''),
                coalesce(incoming_ratings.region_name, ''),
                coalesce(incoming_ratings.applicant_key, '')
            ))
        END AS sort
    FROM incoming_ratings
    LEFT JOIN (
        SELECT guessed, case_no, min(platform) AS platform FROM followed_cases GROUP BY guessed, case_no
    ) AS followed
        ON incoming_ratings.platform_guessed
        AND followed.case_no = incoming_ratings.case_no
        AND followed.guessed = incoming_ratings.platform
),
numbered AS (
    SELECT
        *,
        CASE
            WHEN sort = '' THEN 1
            ELSE row_number() OVER (PARTITION BY platform, case_no, rated_at, sort, import_id ORDER BY part, line)
        END AS nth
    FROM placed
),
newest AS (
    SELECT
        *,
        min(export_day) OVER (PARTITION BY platform, case_no, rated_at, sort, nth) AS first_told_on
    FROM numbered
    QUALIFY row_number() OVER (
        PARTITION BY platform, case_no, rated_at, sort, nth
        ORDER BY exported_on DESC, import_id DESC, part DESC, line DESC
    ) = 1
)
SELECT
    newest.platform,
    newest.case_no,
    newest.rated_at,
    newest.sort,
    newest.nth,
    -- what names a negative rating on its platform, for whoever verifies, rectifies and orders
    CASE WHEN newest.level > 3 THEN
        concat_ws(
            '@',
            coalesce(newest.case_no, left(newest.sort, 12)),
            strftime(newest.rated_at, '%Y-%m-%dT%H:%M:%S'),
            CASE WHEN newest.sort <> '' THEN newest.nth END
        )
    END AS rating_no,
    case_rows.case_no IS NOT NULL AS has_case,
    case_rows.item_code,
    case_rows.item_name,
    rated_day.day AS rated_on,
    rated_day.workday_no AS rated_no,
    newest.level,
    newest.rating_channel,
    newest.comment,
    coalesce(newest.is_default, FALSE) AS is_default,
    newest.verified_at,
    CAST(newest.verified_at AS DATE) AS verified_on,
    newest.verified_as,
    newest.rectified_at,
    CAST(newest.rectified_at AS DATE) AS rectified_on,
    newest.revisited_at,
    CAST(newest.revisited_at AS DATE) AS revisited_on,
    newest.revisit_result,
    rectify_by.day AS rectify_by,
    complex_by.day AS complex_by,
    unit_names.unit_name,
    unit_names.area,
    unit_names.area_code AS region_code,
    newest.applicant_key,
    newest.calendar,
    newest.import_id,
    newest.part,
    newest.sheet,
    newest.line
FROM newest
LEFT JOIN case_rows
    ON case_rows.platform = newest.platform AND case_rows.case_no = newest.case_no
LEFT JOIN unit_names
    ON unit_names.spelling = spelling_of(newest.unit_name, newest.region_code, newest.region_name)
LEFT JOIN days AS rated_day
    ON rated_day.calendar = newest.calendar
    AND rated_day.day = coalesce(CAST(newest.rated_at AS DATE), newest.first_told_on)
LEFT JOIN working_days AS rectify_by
    ON rectify_by.calendar = newest.calendar
    AND rectify_by.workday_no = rated_day.workday_no + getvariable('rectification_days')
LEFT JOIN working_days AS complex_by
    ON complex_by.calendar = newest.calendar
    AND complex_by.workday_no = rated_day.workday_no + getvariable('complex_rectification_days');

-- The numbers of all negative ratings, whatever a selection leaves: what was recorded of others is of none that is told.
CREATE TABLE told_negatives AS
SELECT DISTINCT platform, rating_no
FROM rating_rows
WHERE rating_no IS NOT NULL;

-- The contacts of a unit are those of the newest export that names the unit, in whatever spelling.
CREATE TABLE contact_rows AS
SELECT DISTINCT
    unit_names.unit_name,
    unit_names.area,
    unit_names.area_code AS region_code,
    incoming_contacts.contact_name,
    incoming_contacts.phone,
    incoming_contacts.mail,
    incoming_contacts.wecom,
    incoming_contacts.import_id
FROM incoming_contacts
LEFT JOIN unit_names
    ON unit_names.spelling
        = spelling_of(incoming_contacts.unit_name, incoming_contacts.region_code, incoming_contacts.region_name)
QUALIFY rank() OVER (
    PARTITION BY unit_names.unit_name, unit_names.area_code
    ORDER BY incoming_contacts.exported_on DESC, incoming_contacts.import_id DESC
) = 1;
