-- Every line of an order or draft that nobody struck, with what became of its case or message by the as-of day.
WITH struck AS (
    SELECT DISTINCT order_event_rows.line_id
    FROM order_event_rows
    CROSS JOIN register_day
    WHERE order_event_rows.event = 'struck' AND CAST(order_event_rows.at AS DATE) <= register_day.day
),
ordered_things AS (
    SELECT
        'cases' AS subject,
        platform,
        case_no AS number,
        unit_name,
        due_on,
        is_open,
        coalesce(closed_on, finished_on) AS settled_on
    FROM cases
    UNION ALL
    SELECT
        'messages' AS subject,
        platform,
        message_no AS number,
        unit_name,
        due_on,
        is_open,
        answered_on AS settled_on
    FROM messages
),
followed AS (
    SELECT
        order_line_rows.*,
        ordered_things.due_on AS due_now,
        CASE
            WHEN ordered_things.number IS NULL THEN 'gone'
            WHEN ordered_things.due_on IS DISTINCT FROM order_line_rows.due_on THEN 'due_moved'
        END AS void_reason,
        ordered_things.is_open,
        ordered_things.settled_on
    FROM order_line_rows
    LEFT JOIN ordered_things
        ON ordered_things.subject = order_line_rows.subject
        AND ordered_things.platform = order_line_rows.platform
        AND ordered_things.number = order_line_rows.number
        AND ordered_things.unit_name = order_line_rows.unit_name
)
SELECT
    order_id,
    id AS line_id,
    position,
    subject,
    platform,
    number AS case_no,
    title,
    unit_name,
    area,
    began_on,
    due_on,
    overdue_days,
    stage,
    CASE
        WHEN void_reason IS NOT NULL THEN 'void'
        WHEN NOT is_open THEN 'settled'
        ELSE 'open'
    END AS line_state,
    void_reason,
    CASE WHEN void_reason = 'due_moved' THEN due_now END AS due_now,
    CASE WHEN void_reason IS NULL AND NOT is_open THEN settled_on END AS settled_on
FROM followed
WHERE id NOT IN (SELECT line_id FROM struck)
