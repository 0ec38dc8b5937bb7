-- Every pause that any export tells of; of pauses that start together (case, start) those of the newest export count.
-- A pause whose platform was only guessed follows its case number to wherever it stands.
CREATE TABLE pause_rows AS
WITH told AS (
    SELECT
        coalesce(followed.platform, incoming_pauses.platform) AS platform,
        incoming_pauses.case_no,
        incoming_pauses.pause_kind,
        incoming_pauses.pause_start,
        incoming_pauses.pause_end,
        incoming_pauses.pause_reason,
        incoming_pauses.approver,
        incoming_pauses.exported_on,
        incoming_pauses.import_id,
        incoming_pauses.part,
        incoming_pauses.line,
        'pauses' AS told_by
    FROM incoming_pauses
    LEFT JOIN followed_cases AS followed
        ON incoming_pauses.platform_guessed
        AND followed.case_no = incoming_pauses.case_no
        AND followed.guessed = incoming_pauses.platform
    UNION ALL
    SELECT
        platform,
        case_no,
        pause_kind,
        pause_start,
        pause_end,
        pause_reason,
        approver,
        exported_on,
        import_id,
        part,
        line,
        'events'
    FROM pauses_of_events
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
        told_with.part,
        told_with.line,
        'cases'
    FROM incoming_cases AS told_with
    LEFT JOIN case_versions AS newest
        ON newest.platform = told_with.platform AND newest.case_no = told_with.case_no AND newest.age = 1
    WHERE newest.import_id IS NULL OR newest.import_id = told_with.import_id
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
    told_by,
    import_id,
    min(part) AS part,
    min_by(line, (part, line)) AS line
FROM (
    SELECT
        *,
        rank() OVER (
            PARTITION BY platform, case_no, pause_start ORDER BY exported_on DESC, import_id DESC
        ) AS age
    FROM told
    WHERE pause_start IS NOT NULL
) AS ranked
WHERE age = 1
GROUP BY
    platform, case_no, pause_kind, pause_start, pause_end, pause_reason, approver, told_by, import_id;
