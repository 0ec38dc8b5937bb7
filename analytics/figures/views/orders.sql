-- Every order and every draft as it stood at the end of the day that is looked at (domain.md 7).
WITH happened AS (
    SELECT order_event_rows.*, CAST(order_event_rows.at AS DATE) AS on_day
    FROM order_event_rows
    CROSS JOIN register_day
    WHERE CAST(order_event_rows.at AS DATE) <= register_day.day
),
steps AS (
    SELECT
        order_id,
        event,
        row_number() OVER (PARTITION BY order_id ORDER BY id DESC) AS nth
    FROM happened
    WHERE event IN ('sent', 'received', 'answered', 'returned', 'extended', 'accepted', 'withdrawn', 'superseded')
),
told_of_orders AS (
    SELECT
        order_id,
        bool_or(event = 'dropped') AS dropped,
        min(on_day) FILTER (WHERE event = 'sent') AS sent_on,
        -- who answers has received
        min(on_day) FILTER (WHERE event IN ('received', 'answered')) AS received_on,
        max(id) FILTER (WHERE event = 'answered') AS last_answer,
        max(id) FILTER (WHERE event = 'returned') AS last_return,
        max(on_day) FILTER (WHERE event = 'answered') AS answered_on,
        max(id) FILTER (WHERE answer_by IS NOT NULL) AS last_limit,
        count(*) FILTER (WHERE event = 'extended') AS extended,
        count(*) FILTER (WHERE event = 'returned') AS returned,
        count(*) FILTER (WHERE event = 'attempted') AS attempts,
        max(on_day) FILTER (WHERE event IN ('accepted', 'withdrawn', 'superseded')) AS ended_on
    FROM happened
    GROUP BY order_id
),
counted_lines AS (
    SELECT
        order_id,
        count(*) AS lines,
        count(*) FILTER (WHERE line_state = 'settled') AS settled,
        count(*) FILTER (WHERE line_state = 'void') AS void,
        count(*) FILTER (WHERE line_state = 'open') AS still_open
    FROM order_lines
    GROUP BY order_id
),
standing AS (
    SELECT
        order_rows.id AS order_id,
        order_rows.unit_name,
        order_rows.area,
        order_rows.subject,
        order_rows.as_of AS drafted_of,
        order_rows.calendar,
        order_rows.follows_id,
        order_signing_rows.number,
        order_signing_rows.year,
        order_signing_rows.prefix,
        CASE WHEN order_signing_rows.id IS NULL THEN 'draft' ELSE coalesce(steps.event, 'signed') END AS order_state,
        order_signing_rows.signed_on,
        order_signing_rows.signed_by,
        order_signing_rows.contact_name,
        order_signing_rows.phone,
        told_of_orders.sent_on,
        order_signing_rows.receive_by,
        told_of_orders.received_on,
        coalesce(new_limit.answer_by, order_signing_rows.answer_by) AS answer_by,
        -- an answer that was returned is none
        CASE
            WHEN told_of_orders.last_return IS NULL OR told_of_orders.last_answer > told_of_orders.last_return
                THEN told_of_orders.answered_on
        END AS answered_on,
        told_of_orders.ended_on,
        coalesce(told_of_orders.extended, 0) AS extended,
        coalesce(told_of_orders.returned, 0) AS returned,
        coalesce(told_of_orders.attempts, 0) AS attempts,
        coalesce(counted_lines.lines, 0) AS lines,
        coalesce(counted_lines.settled, 0) AS settled,
        coalesce(counted_lines.void, 0) AS void,
        coalesce(counted_lines.still_open, 0) AS still_open,
        register_day.day AS looked_at_on
    FROM order_rows
    CROSS JOIN register_day
    LEFT JOIN order_signing_rows
        ON order_signing_rows.order_id = order_rows.id AND order_signing_rows.signed_on <= register_day.day
    LEFT JOIN told_of_orders ON told_of_orders.order_id = order_rows.id
    LEFT JOIN happened AS new_limit ON new_limit.id = told_of_orders.last_limit
    LEFT JOIN steps ON steps.order_id = order_rows.id AND steps.nth = 1
    LEFT JOIN counted_lines ON counted_lines.order_id = order_rows.id
    WHERE CAST(order_rows.at AS DATE) <= register_day.day AND NOT coalesce(told_of_orders.dropped, FALSE)
),
late_orders AS (
    SELECT
        *,
        order_state NOT IN ('draft', 'accepted', 'withdrawn', 'superseded')
            AND answered_on IS NULL
            AND answer_by < looked_at_on AS answer_overdue
    FROM standing
)
SELECT
    late_orders.order_id,
    late_orders.number,
    late_orders.year,
    late_orders.prefix,
    late_orders.unit_name,
    late_orders.area,
    late_orders.subject,
    late_orders.order_state,
    late_orders.drafted_of,
    late_orders.signed_on,
    late_orders.signed_by,
    late_orders.contact_name,
    late_orders.phone,
    late_orders.sent_on,
    late_orders.receive_by,
    late_orders.received_on,
    late_orders.answer_by,
    late_orders.answered_on,
    late_orders.ended_on,
    late_orders.answer_overdue,
    CASE WHEN late_orders.answer_overdue THEN looked_at.workday_no - limit_day.workday_no END AS answer_overdue_days,
    answered_day.workday_no - signed_day.workday_no AS answer_days,
    late_orders.extended,
    late_orders.returned,
    late_orders.attempts,
    late_orders.lines,
    late_orders.settled,
    late_orders.void,
    late_orders.still_open,
    late_orders.follows_id,
    late_orders.calendar
FROM late_orders
LEFT JOIN days AS looked_at ON looked_at.calendar = late_orders.calendar AND looked_at.day = late_orders.looked_at_on
LEFT JOIN days AS limit_day ON limit_day.calendar = late_orders.calendar AND limit_day.day = late_orders.answer_by
LEFT JOIN days AS signed_day ON signed_day.calendar = late_orders.calendar AND signed_day.day = late_orders.signed_on
LEFT JOIN days AS answered_day ON answered_day.calendar = late_orders.calendar AND answered_day.day = late_orders.answered_on
