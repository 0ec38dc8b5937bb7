-- Every pause that any export tells of; of pauses that start together (case, start) those of the newest export count.
CREATE TABLE pause_rows AS
WITH told AS (
    SELECT platform, case_no, pause_kind, pause_start, pause_end, pause_reason, approver, exported_on, import_id, line
    FROM incoming_pauses
    UNION ALL
    SELECT * FROM pauses_of_events
    UNION ALL
    SELECT
        told_with.platform,
        told_with.case_no,
        told_with.pause_kind,
        told_with.pause_start,
        told_with.pause_end,
        told_with.pause_reason,
        told_with.approver,
        told_with.exported_on,
        told_with.import_id,
        told_with.line
    FROM incoming_cases AS told_with
    LEFT JOIN case_versions AS newest
        ON newest.platform = told_with.platform AND newest.case_no = told_with.case_no AND newest.age = 1
    WHERE told_with.pause_start IS NOT NULL
        AND (newest.import_id IS NULL OR newest.import_id = told_with.import_id)
)
SELECT
    platform,
    case_no,
    pause_kind,
    pause_start,
    pause_end,
    pause_reason,
    approver,
    CAST(pause_start AS DATE) AS start_on,
    CAST(pause_end AS DATE) AS end_on,
    import_id,
    min(line) AS line
FROM (
    SELECT
        *,
        rank() OVER (
            PARTITION BY platform, case_no, pause_start ORDER BY exported_on DESC, import_id DESC
        ) AS age
    FROM told
    WHERE pause_start IS NOT NULL
)
WHERE age = 1
GROUP BY ALL;
