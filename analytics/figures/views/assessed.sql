-- What the assessment is measured on: each case and message due in the period, and each entry about a day of it.
-- Under a cap an entry costs what it adds to the unit's points of the month for its indicator, as far as the cap (domain.md 8).
WITH running AS (
    SELECT
        *,
        sum(points) OVER of_indicator AS points_until
    FROM dated_ledger
    WINDOW of_indicator AS (
        PARTITION BY unit_name, area, indicator, date_trunc('month', event_on)
        ORDER BY event_on, entry_id NULLS LAST, platform, case_no, points DESC
        ROWS UNBOUNDED PRECEDING
    )
)
SELECT due_on AS event_on, unit_name, area, 1 AS due
FROM due_cases
UNION ALL BY NAME
SELECT due_on AS event_on, unit_name, area, 1 AS due
FROM due_messages
WHERE message_group <> 'not_yet_due'
UNION ALL BY NAME
SELECT
    event_on,
    unit_name,
    area,
    0 AS due,
    entry_kind,
    points,
    -- least() passes over a cap that is missing
    least(points_until, most_points(indicator)) - least(points_until - points, most_points(indicator)) AS points_under_cap,
    CASE WHEN case_no IS NOT NULL THEN points END AS points_of_due,
    -- one that stands beside the miss's own entry is of the same case
    CASE WHEN case_no IS NOT NULL AND counted IS DISTINCT FROM 'adds' THEN sign(points) END AS charged,
    CASE counted WHEN 'replaces' THEN instead_of ELSE 0 END AS more_if_added,
    CASE counted WHEN 'adds' THEN instead_of ELSE 0 END AS less_if_replaced
FROM running
