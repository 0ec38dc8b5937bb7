-- The assessment's ledger: what was written, and what the rule adds to it as long as a month is open (domain.md 8).
-- What has changed about a closed month is booked in the month after the last closed one.
WITH closed_months AS (
    SELECT batch_rows.month
    FROM batch_rows
    CROSS JOIN register_day
    WHERE CAST(batch_rows.at AS DATE) <= register_day.day
),
open_month AS (
    SELECT CAST(max(month) + INTERVAL 1 MONTH AS DATE) AS month FROM closed_months
),
-- a miss costs once: it has its entry, a circular stands instead of it, or an appeal has settled it
settled AS (
    SELECT DISTINCT subject, platform, number, due_on, unit_name
    FROM entries
    WHERE number IS NOT NULL
        AND (kind IN ('case_late', 'message_late') OR (kind = 'circulated' AND counted = 'replaces'))
        AND (reversed_by IS NULL OR reversed_by_appeal)
),
ordered AS (
    SELECT subject, platform, number, due_on, max(order_number) AS order_number
    FROM order_line_rows
    WHERE order_number IS NOT NULL
    GROUP BY subject, platform, number, due_on
),
by_rule AS (
    SELECT
        misses.*,
        CASE
            WHEN closed_months.month IS NULL THEN CAST(date_trunc('month', misses.due_on) AS DATE)
            ELSE open_month.month
        END AS month,
        ordered.order_number
    FROM misses
    CROSS JOIN open_month
    LEFT JOIN closed_months ON closed_months.month = date_trunc('month', misses.due_on)
    LEFT JOIN settled
        ON settled.subject = misses.subject
        AND settled.platform = misses.platform
        AND settled.number = misses.number
        AND settled.due_on = misses.due_on
        AND settled.unit_name IS NOT DISTINCT FROM misses.unit_name
    LEFT JOIN ordered
        ON ordered.subject = misses.subject
        AND ordered.platform = misses.platform
        AND ordered.number = misses.number
        AND ordered.due_on = misses.due_on
    WHERE settled.number IS NULL
),
no_miss_now AS (
    SELECT entries.*
    FROM entries
    LEFT JOIN misses
        ON misses.subject = entries.subject
        AND misses.platform = entries.platform
        AND misses.number = entries.number
        AND misses.due_on = entries.due_on
        AND misses.unit_name IS NOT DISTINCT FROM entries.unit_name
    WHERE entries.kind IN ('case_late', 'message_late')
        AND entries.reversed_by IS NULL
        AND misses.number IS NULL
),
imports_in_force AS (
    SELECT DISTINCT import_id FROM import_parts
)
SELECT
    id AS entry_id,
    kind AS entry_kind,
    coalesce(reversed_kind, kind) AS indicator,  -- what a reversal gives back belongs to what it was lost for
    entry_state,
    month,
    event_on,
    unit_name,
    area,
    subject,
    platform,
    number AS case_no,
    title,
    due_on,
    points,
    rule_version,
    counted,
    instead_of,
    document_number,
    order_number,
    reason AS reversal_reason,
    text,
    status_then,
    closed_then,
    status_now,
    due_now,
    closed_now,
    who AS done_by,
    entries.at AS happened_at,
    reverses_id,
    appeal_id,
    import_id,
    line
FROM entries
UNION ALL BY NAME
SELECT
    entry_kind,
    entry_kind AS indicator,
    'provisional' AS entry_state,
    month,
    due_on AS event_on,
    unit_name,
    area,
    subject,
    platform,
    number AS case_no,
    title,
    due_on,
    points,
    rule_version() AS rule_version,
    order_number,
    status_then,
    closed_then,
    import_id,
    line
FROM by_rule
UNION ALL BY NAME
SELECT
    'reversal' AS entry_kind,
    no_miss_now.kind AS indicator,
    'provisional' AS entry_state,
    open_month.month,
    no_miss_now.event_on,
    no_miss_now.unit_name,
    no_miss_now.area,
    no_miss_now.subject,
    no_miss_now.platform,
    no_miss_now.number AS case_no,
    no_miss_now.title,
    no_miss_now.due_on,
    -no_miss_now.points AS points,
    no_miss_now.rule_version,
    no_miss_now.order_number,
    CASE
        WHEN matters.number IS NULL AND imports_in_force.import_id IS NULL THEN 'undone'
        WHEN matters.number IS NULL THEN 'left'
        WHEN matters.unit_name IS DISTINCT FROM no_miss_now.unit_name THEN 'other_unit'
        WHEN matters.due_on IS DISTINCT FROM no_miss_now.due_on THEN 'due_moved'
        ELSE 'in_time'
    END AS reversal_reason,
    no_miss_now.status_then,
    no_miss_now.closed_then,
    matters.status AS status_now,
    matters.due_on AS due_now,
    matters.settled_on AS closed_now,
    no_miss_now.id AS reverses_id,
    no_miss_now.import_id,
    no_miss_now.line
FROM no_miss_now
CROSS JOIN open_month
LEFT JOIN matters
    ON matters.subject = no_miss_now.subject
    AND matters.platform = no_miss_now.platform
    AND matters.number = no_miss_now.number
LEFT JOIN imports_in_force ON imports_in_force.import_id = no_miss_now.import_id
