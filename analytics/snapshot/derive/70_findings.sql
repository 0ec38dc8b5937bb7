-- What findings need of the imports themselves and no other figure does.

-- Cases that a later export of their platform lacks although it covers their unit's area and their day.
CREATE TABLE vanished_cases AS
WITH told AS (
    SELECT
        incoming_cases.import_id,
        incoming_cases.exported_on,
        incoming_cases.platform,
        unit_names.area,
        CAST(coalesce(accepted_at, received_at, applied_at) AS DATE) AS happened_on
    FROM incoming_cases
    LEFT JOIN unit_names
        ON unit_names.raw_name IS NOT DISTINCT FROM incoming_cases.unit_name
        AND unit_names.region_code IS NOT DISTINCT FROM incoming_cases.region_code
        AND unit_names.region_name IS NOT DISTINCT FROM incoming_cases.region_name
),
covered AS (
    SELECT import_id, exported_on, platform, area, min(happened_on) AS first_day, max(happened_on) AS last_day
    FROM told
    GROUP BY import_id, exported_on, platform, area
),
exports AS (
    SELECT import_id, any_value(file) AS file, any_value(exported_on) AS exported_on, any_value(told_on) AS told_on
    FROM import_parts
    WHERE kind = 'cases'  -- a case put together from status events is as long-lived as its events
    GROUP BY import_id
)
SELECT
    case_rows.platform,
    case_rows.case_no,
    last_seen.file AS last_file,
    last_seen.exported_on AS last_exported_on,
    min_by(later.file, (later.exported_on, later.import_id)) AS missing_file,
    min_by(later.exported_on, (later.exported_on, later.import_id)) AS missing_on,
    min_by(later.told_on, (later.exported_on, later.import_id)) AS told_on
FROM case_rows
INNER JOIN exports AS last_seen ON last_seen.import_id = case_rows.import_id
INNER JOIN covered
    ON covered.platform = case_rows.platform
    AND covered.area IS NOT DISTINCT FROM case_rows.area
    AND covered.exported_on > last_seen.exported_on
    AND coalesce(case_rows.accepted_on, CAST(case_rows.received_at AS DATE), CAST(case_rows.applied_at AS DATE))
        BETWEEN covered.first_day AND covered.last_day
INNER JOIN exports AS later ON later.import_id = covered.import_id
GROUP BY case_rows.platform, case_rows.case_no, last_seen.file, last_seen.exported_on;

-- Cases that more than one platform shows; the selection does not narrow these, so that a copy is found wherever one looks.
CREATE TABLE case_copies AS
SELECT platform, case_no, unit_name, accepted_on, closed_on, closed_at
FROM case_rows
WHERE standing = 'counted'
    AND case_no IN (SELECT case_no FROM case_rows WHERE standing = 'counted' GROUP BY case_no HAVING count(*) > 1);

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
INNER JOIN import_parts USING (import_id, part)
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
    CASE WHEN cut.units = 1 THEN cut.unit_name END,
    CASE WHEN cut.areas = 1 THEN cut.area END,
    CASE WHEN cut.areas = 1 THEN cut.region_code END,
    cut.import_id
FROM (
    SELECT
        incoming_cases.import_id,
        incoming_cases.part,
        incoming_cases.platform,
        count(*) AS rows,
        count(DISTINCT unit_names.unit_name) AS units,
        max(unit_names.unit_name) AS unit_name,
        count(DISTINCT unit_names.area) AS areas,
        max(unit_names.area) AS area,
        max(unit_names.area_code) AS region_code
    FROM incoming_cases
    LEFT JOIN unit_names
        ON unit_names.raw_name IS NOT DISTINCT FROM incoming_cases.unit_name
        AND unit_names.region_code IS NOT DISTINCT FROM incoming_cases.region_code
        AND unit_names.region_name IS NOT DISTINCT FROM incoming_cases.region_name
    GROUP BY incoming_cases.import_id, incoming_cases.part, incoming_cases.platform
    HAVING bool_and(
        coalesce(applied_at = date_trunc('day', applied_at), TRUE)
        AND coalesce(accepted_at = date_trunc('day', accepted_at), TRUE)
        AND coalesce(closed_at = date_trunc('day', closed_at), TRUE)
    )
    AND count(coalesce(applied_at, accepted_at, closed_at)) > 0
) AS cut
INNER JOIN import_parts USING (import_id, part);
