-- What the ladder orders at the as-of day: open and so many working days past its due day, in no order that still holds.
WITH in_orders AS (
    SELECT DISTINCT order_line_rows.subject, order_line_rows.platform, order_line_rows.number, order_line_rows.due_on
    FROM order_line_rows
    JOIN order_signing_rows ON order_signing_rows.order_id = order_line_rows.order_id
    WHERE order_line_rows.id NOT IN (SELECT line_id FROM order_event_rows WHERE event = 'struck')
        AND order_line_rows.order_id NOT IN (SELECT order_id FROM order_event_rows WHERE event = 'withdrawn')
),
past_the_step AS (
    SELECT
        'cases' AS subject,
        platform,
        case_no,
        item_name AS title,
        unit_name,
        area,
        accepted_on AS began_on,
        due_on,
        overdue_days,
        coalesce(stage, status) AS stage
    FROM overdue_stock
    WHERE overdue_days >= cases_ordered_after()
    UNION ALL
    SELECT
        'messages' AS subject,
        platform,
        message_no AS case_no,
        title,
        unit_name,
        area,
        asked_on AS began_on,
        due_on,
        overdue_days,
        message_kind AS stage
    FROM messages
    WHERE message_group = 'unanswered_overdue' AND overdue_days >= messages_ordered_after()
    UNION ALL
    SELECT
        'ratings' AS subject,
        platform,
        rating_no AS case_no,
        item_name AS title,
        unit_name,
        area,
        rated_on AS began_on,
        due_on,
        overdue_days,
        rating_state AS stage
    FROM followed_ratings
    WHERE is_open AND due_on < as_of() AND overdue_days >= ratings_ordered_after()
)
SELECT past_the_step.*
FROM past_the_step
LEFT JOIN in_orders
    ON in_orders.subject = past_the_step.subject
    AND in_orders.platform = past_the_step.platform
    AND in_orders.number = past_the_step.case_no
    AND in_orders.due_on = past_the_step.due_on
WHERE in_orders.number IS NULL
