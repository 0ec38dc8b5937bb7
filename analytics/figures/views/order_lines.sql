-- Every line of an order or draft that nobody struck, with what became of its case or message by the as-of day.
WITH struck AS (
    SELECT DISTINCT order_event_rows.line_id
    FROM order_event_rows
    CROSS JOIN register_day
    WHERE order_event_rows.event = 'struck' AND CAST(order_event_rows.at AS DATE) <= register_day.day
),
followed AS (
    SELECT
        order_line_rows.*,
        matters.due_on AS due_now,
        -- a rating is due anew whenever its rater stays dissatisfied: what was ordered is settled by a rectification since
        order_line_rows.subject = 'ratings' AND coalesce(matters.settled_on > order_line_rows.due_on, FALSE)
            AS was_rectified,
        CASE
            WHEN matters.number IS NULL THEN 'gone'
            WHEN matters.due_on IS DISTINCT FROM order_line_rows.due_on AND NOT was_rectified THEN 'due_moved'
        END AS void_reason,
        matters.is_open,
        matters.settled_on
    FROM order_line_rows
    LEFT JOIN matters
        ON matters.subject = order_line_rows.subject
        AND matters.platform = order_line_rows.platform
        AND matters.number = order_line_rows.number
        AND matters.unit_name = order_line_rows.unit_name
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
        WHEN NOT is_open OR was_rectified THEN 'settled'
        ELSE 'open'
    END AS line_state,
    void_reason,
    CASE WHEN void_reason = 'due_moved' THEN due_now END AS due_now,
    CASE WHEN void_reason IS NULL AND (NOT is_open OR was_rectified) THEN settled_on END AS settled_on
FROM followed
WHERE id NOT IN (SELECT line_id FROM struck)
