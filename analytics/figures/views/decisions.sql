-- Every decision of a meeting as it stood at the end of the day that is looked at (domain.md 10): its last words count.
WITH told AS (
    SELECT
        decision_rows.*,
        coalesce(decision_rows.replaces_id, decision_rows.id) AS decision_id,
        CAST(decision_rows.at AS DATE) AS changed_on,
        row_number() OVER (
            PARTITION BY coalesce(decision_rows.replaces_id, decision_rows.id) ORDER BY decision_rows.id DESC
        ) AS nth
    FROM decision_rows
    CROSS JOIN register_day
    WHERE CAST(decision_rows.at AS DATE) <= register_day.day
),
ordered AS (
    SELECT
        decision_order_rows.decision_id,
        count(*) AS orders_made,
        count(*) FILTER (WHERE orders.order_state IN ('accepted', 'withdrawn', 'superseded')) AS orders_ended
    FROM decision_order_rows
    INNER JOIN orders ON orders.order_id = decision_order_rows.order_id
    GROUP BY decision_order_rows.decision_id
)
SELECT
    told.decision_id,
    told.meeting_on,
    told.text AS decided,
    told.unit_name,
    told.area,
    told.owner,
    told.due_on,
    told.state AS decision_state,
    coalesce(told.state = 'open' AND told.due_on < register_day.day, FALSE) AS decision_late,
    coalesce(ordered.orders_made, 0) AS orders_made,
    coalesce(ordered.orders_ended, 0) AS orders_ended,
    told.changed_on,
    told.who AS told_by
FROM told
CROSS JOIN register_day
LEFT JOIN ordered ON ordered.decision_id = told.decision_id
WHERE told.nth = 1
