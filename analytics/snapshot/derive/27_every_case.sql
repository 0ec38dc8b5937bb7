-- A case is told either by rows or by status events. `stands_from` and `stands_until` bound the as-of days on which a row
-- tells what the case is: a case withdrawn, void or rejected counts until that day (domain.md 3).
CREATE TEMP VIEW every_case AS
SELECT
    newest_cases.* REPLACE (
        coalesce(closed_before_left.closed_at, newest_cases.closed_at) AS closed_at,
        CASE WHEN closed_before_left.closed_at IS NULL THEN newest_cases.closed_utc ELSE closed_before_left.closed_utc END
            AS closed_utc
    ),
    CAST(NULL AS VARCHAR) AS project_code,
    CAST(NULL AS VARCHAR) AS stage,
    DATE '0001-01-01' AS stands_from,
    CASE
        WHEN ends_by_export.is_out THEN ends_by_export.ended_on
        WHEN newest_cases.status IN ('withdrawn', 'rejected', 'void') THEN CAST(newest_cases.closed_at AS DATE)
        ELSE DATE '9999-12-31'
    END AS stands_until,
    TRUE AS is_last,
    CASE WHEN NOT ends_by_export.is_out THEN ends_by_export.ended_on END AS finished_on,
    CASE WHEN NOT ends_by_export.is_out THEN ends_by_export.open_told_on END AS open_told_on
FROM newest_cases
LEFT JOIN ends_by_export
    ON ends_by_export.platform = newest_cases.platform AND ends_by_export.case_no = newest_cases.case_no
LEFT JOIN closed_before_left
    ON closed_before_left.platform = newest_cases.platform AND closed_before_left.case_no = newest_cases.case_no
UNION ALL BY NAME
SELECT
    cases_of_events.*,
    CAST(NULL AS DATE) AS finished_on,
    CAST(NULL AS DATE) AS open_told_on
FROM cases_of_events
WHERE NOT EXISTS (
    SELECT 1 FROM newest_cases AS told
    WHERE told.platform = cases_of_events.platform AND told.case_no = cases_of_events.case_no
);
