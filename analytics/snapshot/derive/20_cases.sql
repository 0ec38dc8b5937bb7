-- The newest row of each case: by export day, then import, then line. Older rows stay in case_versions.
CREATE TEMP TABLE repeated AS
SELECT key
FROM (SELECT hash(platform, case_no) AS key FROM incoming_cases) AS told
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

-- How a case had been closed, if it had, before it was withdrawn, rejected or void: what happened later does not erase
-- what was.
CREATE TEMP TABLE closed_before_left AS
SELECT case_versions.platform, case_versions.case_no, case_versions.closed_at, case_versions.closed_utc
FROM case_versions
INNER JOIN newest_cases AS left_case
    ON left_case.platform = case_versions.platform AND left_case.case_no = case_versions.case_no
WHERE left_case.status IN ('withdrawn', 'rejected', 'void')
    AND coalesce(case_versions.status NOT IN ('withdrawn', 'rejected', 'void'), TRUE)
QUALIFY row_number() OVER (PARTITION BY case_versions.platform, case_versions.case_no ORDER BY case_versions.age) = 1;

-- What came to an end without telling when (domain.md 3): a status without its own day dates from the first export that
-- tells it, without another having told otherwise since. `open_told_on` is the last export that told otherwise.
CREATE TEMP TABLE ends_by_export AS
WITH ended AS (
    SELECT
        newest_cases.platform,
        newest_cases.case_no,
        newest_cases.exported_on,
        newest_cases.status IN ('withdrawn', 'rejected', 'void') AS is_out
    FROM newest_cases
    LEFT JOIN closed_before_left
        ON closed_before_left.platform = newest_cases.platform AND closed_before_left.case_no = newest_cases.case_no
    -- a closing that stood there before is no day of leaving
    WHERE newest_cases.status IN ('withdrawn', 'rejected', 'void', 'closed', 'returned')
        AND (newest_cases.closed_at IS NULL OR newest_cases.closed_at = closed_before_left.closed_at)
),
versions AS (
    SELECT
        ended.platform,
        ended.case_no,
        case_versions.age,
        case_versions.exported_on,
        CASE
            WHEN ended.is_out THEN coalesce(case_versions.status IN ('withdrawn', 'rejected', 'void'), FALSE)
            ELSE coalesce(case_versions.status IN ('closed', 'returned'), FALSE) OR case_versions.closed_at IS NOT NULL
        END AS told_so
    FROM ended
    INNER JOIN case_versions ON case_versions.platform = ended.platform AND case_versions.case_no = ended.case_no
),
others AS (
    SELECT platform, case_no, min(age) AS age, min_by(exported_on, age) AS exported_on
    FROM versions
    WHERE NOT told_so
    GROUP BY platform, case_no
),
firsts AS (
    SELECT versions.platform, versions.case_no, min(versions.exported_on) AS exported_on
    FROM versions
    LEFT JOIN others ON others.platform = versions.platform AND others.case_no = versions.case_no
    WHERE others.age IS NULL OR versions.age < others.age
    GROUP BY versions.platform, versions.case_no
)
SELECT
    ended.platform,
    ended.case_no,
    ended.is_out,
    coalesce(firsts.exported_on, ended.exported_on) AS ended_on,
    others.exported_on AS open_told_on
FROM ended
LEFT JOIN firsts ON firsts.platform = ended.platform AND firsts.case_no = ended.case_no
LEFT JOIN others ON others.platform = ended.platform AND others.case_no = ended.case_no;
