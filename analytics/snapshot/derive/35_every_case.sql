-- A case is told either by rows or by status events.
CREATE TEMP VIEW every_case AS
SELECT newest_cases.*, CAST(NULL AS VARCHAR) AS project_code, CAST(NULL AS VARCHAR) AS stage FROM newest_cases
UNION ALL BY NAME
SELECT * FROM cases_of_events
WHERE NOT EXISTS (
    SELECT 1 FROM newest_cases AS told
    WHERE told.platform = cases_of_events.platform AND told.case_no = cases_of_events.case_no
);
