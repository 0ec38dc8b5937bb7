-- name: Whom to urge
-- 名称: 催办联络表
-- subject: supervision
-- unit: one row a unit
-- 单位: 每行一个单位
-- cohort: units with a case or a message that is late, or due within the days that settings.toml names
-- 口径: 有超期或设定天数内到期的办件、留言的单位
-- definition: its open cases and messages by when they fall due, and its contacts with their phones; a unit without any has none to be urged by
-- 定义: 各单位在办办件、未答复留言按到期情况的件数，及其联络人和电话；没有联络人的单位该栏为空
-- source: domain.md 7
-- narrowed by: area, unit
WITH urgent_cases AS (
    SELECT
        unit_name,
        area,
        count(*) FILTER (WHERE due_in = 'over') AS red,
        count(*) FILTER (WHERE due_in = 'today') AS due_today,
        count(*) FILTER (WHERE due_in = 'next_day') AS due_next_day,
        count(*) FILTER (WHERE due_in = 'soon') AS due_soon
    FROM watched_cases
    WHERE due_in IN ('over', 'today', 'next_day', 'soon')
    GROUP BY unit_name, area
),
urgent_messages AS (
    SELECT
        unit_name,
        area,
        count(*) FILTER (WHERE due_on < as_of()) AS messages_late,
        count(*) FILTER (WHERE due_on >= as_of()) AS messages_due
    FROM messages
    WHERE is_open AND remaining_days <= within_days()
    GROUP BY unit_name, area
),
urgent AS (
    SELECT
        coalesce(urgent_cases.unit_name, urgent_messages.unit_name) AS unit_name,
        coalesce(urgent_cases.area, urgent_messages.area) AS area,
        coalesce(red, 0) AS red,
        coalesce(due_today, 0) AS due_today,
        coalesce(due_next_day, 0) AS due_next_day,
        coalesce(due_soon, 0) AS due_soon,
        coalesce(messages_late, 0) AS messages_late,
        coalesce(messages_due, 0) AS messages_due
    FROM urgent_cases
    FULL JOIN urgent_messages
        ON urgent_messages.unit_name IS NOT DISTINCT FROM urgent_cases.unit_name
        AND urgent_messages.area IS NOT DISTINCT FROM urgent_cases.area
)
SELECT
    urgent.unit_name,
    urgent.area,
    urgent.red,
    urgent.due_today,
    urgent.due_next_day,
    urgent.due_soon,
    urgent.messages_late,
    urgent.messages_due,
    to_be_called.contact_name,
    to_be_called.phone
FROM urgent
LEFT JOIN to_be_called
    ON to_be_called.unit_name = urgent.unit_name AND to_be_called.area IS NOT DISTINCT FROM urgent.area
ORDER BY
    urgent.red + urgent.messages_late DESC,
    urgent.due_today DESC,
    urgent.due_next_day + urgent.messages_due DESC,
    urgent.due_soon DESC,
    urgent.unit_name,
    urgent.area
