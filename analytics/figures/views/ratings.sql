-- Every rating given on or before the as-of day. Levels run from 1 (very satisfied) to 5 (GB/T 39046 A.8).
SELECT
    platform,
    case_no,
    rated_at,
    rated_on,
    level,
    level <= 3 AS positive,
    rating_channel,
    comment,
    is_default,
    CASE WHEN rectified_on <= as_of() THEN rectified_on END AS rectified_on,
    CASE WHEN revisited_on <= as_of() THEN revisited_on END AS revisited_on,
    rectify_by,
    unit_name,
    area,
    region_code,
    import_id,
    sheet,
    line
FROM rating_rows
WHERE rated_on <= as_of()
