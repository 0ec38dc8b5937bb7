-- The newest row of each case: by export day, then import, then line. Older rows stay in case_versions.
CREATE TEMP TABLE repeated AS
SELECT key
FROM (SELECT hash(platform, case_no) AS key FROM incoming_cases)
GROUP BY key
HAVING count(*) > 1;

CREATE TABLE case_versions AS
SELECT
    incoming_cases.*,
    row_number() OVER (
        PARTITION BY platform, case_no ORDER BY exported_on DESC, import_id DESC, part DESC, line DESC
    ) AS age
FROM incoming_cases
WHERE hash(platform, case_no) IN (SELECT key FROM repeated);

CREATE TEMP VIEW newest_cases AS
SELECT * FROM incoming_cases WHERE hash(platform, case_no) NOT IN (SELECT key FROM repeated)
UNION ALL
SELECT * EXCLUDE (age) FROM case_versions WHERE age = 1;
