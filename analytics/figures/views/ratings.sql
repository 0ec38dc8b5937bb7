-- Every rating given on or before the as-of day. Levels run from 1 (very satisfied) to 5 (GB/T 39046 A.8).
--
-- A step of the chain is what the export tells; where it tells none, what was recorded by hand. After a revisit that the
-- export tells, a later one by hand counts: the rater was asked again.
WITH told AS (
    SELECT
        rating_rows.* REPLACE (
            CASE WHEN verified_on <= as_of() THEN verified_on END AS verified_on,
            -- a verdict or an answer without its day counts from the export that tells it
            CASE WHEN verified_on > as_of() THEN NULL ELSE verified_as END AS verified_as,
            CASE WHEN rectified_on <= as_of() THEN rectified_on END AS rectified_on,
            CASE WHEN revisited_on <= as_of() THEN revisited_on END AS revisited_on,
            CASE WHEN revisited_on > as_of() THEN NULL ELSE revisit_result END AS revisit_result
        )
    FROM rating_rows
    WHERE rated_on <= as_of()
),
joined AS (
    SELECT
        told.*,
        told.verified_on IS NOT NULL OR told.verified_as IS NOT NULL AS export_verified,
        told.revisited_on IS NOT NULL OR told.revisit_result IS NOT NULL AS export_revisited,
        rating_steps.verified_on AS hand_verified_on,
        rating_steps.verified_as AS hand_verified_as,
        rating_steps.is_complex AS hand_complex,
        rating_steps.rectified_on AS hand_rectified_on,
        rating_steps.last_rectified,
        rating_steps.revisited_on AS hand_revisited_on,
        rating_steps.revisit_result AS hand_result,
        rating_steps.last_revisited,
        rating_steps.attempts AS hand_attempts,
        rating_steps.not_reached AS hand_not_reached,
        rating_steps.recorded_by
    FROM told
    LEFT JOIN rating_steps ON rating_steps.platform = told.platform AND rating_steps.rating_no = told.rating_no
),
chosen AS (
    SELECT
        *,
        -- asked again by hand: where the export tells no answer, or an earlier one
        last_revisited IS NOT NULL
        AND (
            NOT export_revisited
            OR revisit_result = 'not_reached'
            OR coalesce(hand_revisited_on > revisited_on, FALSE)
        ) AS by_hand_revisited,
        CASE WHEN export_verified THEN verified_as ELSE hand_verified_as END AS found_as
    FROM joined
)
SELECT
    platform,
    rating_no,
    case_no,
    concat_ws('|', rated_at, sort, nth) AS which,
    item_code,
    item_name,
    rated_at,
    rated_on,
    has_case,
    level,
    level <= 3 AS positive,
    rating_channel,
    comment,
    is_default,
    applicant_key IS NOT NULL AND NOT is_default AS known_rater,
    CASE WHEN export_verified THEN verified_on ELSE hand_verified_on END AS verified_on,
    found_as AS verified_as,
    CASE WHEN export_verified THEN 'export' WHEN hand_verified_on IS NOT NULL THEN 'register' END AS verified_source,
    -- found untrue or malicious: no longer to be rectified, still a rating (domain.md 9)
    coalesce(found_as IN ('untrue', 'malicious'), FALSE) AS excused,
    coalesce(rectified_on, hand_rectified_on) AS rectified_on,
    CASE WHEN rectified_on IS NOT NULL THEN 'export' WHEN hand_rectified_on IS NOT NULL THEN 'register' END
        AS rectified_source,
    greatest(CASE WHEN rectified_on IS NOT NULL THEN row(rectified_on, CAST(0 AS BIGINT)) END, last_rectified)
        AS last_rectified,
    CASE WHEN by_hand_revisited THEN hand_revisited_on ELSE revisited_on END AS revisited_on,
    CASE
        WHEN by_hand_revisited THEN hand_result
        WHEN export_revisited THEN revisit_result
        WHEN hand_not_reached > 0 THEN 'not_reached'
    END AS revisit_result,
    CASE
        WHEN by_hand_revisited THEN 'register'
        WHEN export_revisited THEN 'export'
        WHEN hand_not_reached > 0 THEN 'register'
    END AS revisited_source,
    CASE
        WHEN by_hand_revisited THEN last_revisited
        WHEN revisited_on IS NOT NULL THEN row(revisited_on, CAST(0 AS BIGINT))
    END AS last_revisited,
    CAST(export_revisited AS INTEGER) + coalesce(hand_attempts, 0) AS revisit_attempts,
    coalesce(hand_not_reached, 0) AS not_reached,
    recorded_by,
    CASE WHEN hand_complex AND NOT export_verified THEN complex_by ELSE rectify_by END AS rectify_by,
    unit_name,
    area,
    region_code,
    calendar,
    import_id,
    sheet,
    line
FROM chosen
