-- Every rating given on or before the as-of day. Levels run from 1 (very satisfied) to 5 (GB/T 39046 A.8).
SELECT
    platform,
    case_no,
    item_code,
    item_name,
    rated_at,
    rated_on,
    level,
    level <= 3 AS positive,
    rating_channel,
    comment,
    is_default,
    applicant_key IS NOT NULL AND NOT is_default AS known_rater,
    CASE WHEN verified_on <= as_of() THEN verified_on END AS verified_on,
    -- a verdict or an answer without its day counts from the export that tells it
    CASE WHEN verified_on > as_of() THEN NULL ELSE verified_as END AS verified_as,
    -- found untrue or malicious: no longer to be rectified, still a rating (domain.md 9)
    CASE
        WHEN verified_on > as_of() THEN FALSE ELSE coalesce(verified_as IN ('untrue', 'malicious'), FALSE)
    END AS excused,
    CASE WHEN rectified_on <= as_of() THEN rectified_on END AS rectified_on,
    CASE WHEN revisited_on <= as_of() THEN revisited_on END AS revisited_on,
    CASE WHEN revisited_on > as_of() THEN NULL ELSE revisit_result END AS revisit_result,
    rectify_by,
    unit_name,
    area,
    region_code,
    import_id,
    sheet,
    line
FROM rating_rows
WHERE rated_on <= as_of()
