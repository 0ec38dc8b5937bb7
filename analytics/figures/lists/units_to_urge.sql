-- name: Whom to urge
-- 名称: 催办联络表
-- subject: supervision
-- unit: one row a unit
-- 单位: 每行一个单位
-- cohort: units with a case, a message or a negative rating to rectify that is late, or due within the days that settings.toml names
-- 口径: 有超期或设定天数内到期的办件、留言、待整改差评的单位
-- definition: its open cases, messages and negative ratings to rectify by when they fall due, and its contacts with their phones; a unit without any has none to be urged by
-- 定义: 各单位在办办件、未答复留言、待整改差评按到期情况的件数，及其联络人和电话；没有联络人的单位该栏为空
-- source: domain.md 7
-- narrowed by: area, unit
WITH urgent AS (
    SELECT
        unit_name,
        area,
        count(*) FILTER (WHERE subject = 'cases' AND is_late) AS red,
        count(*) FILTER (WHERE subject = 'cases' AND NOT is_late AND remaining_days < 1) AS due_today,
        count(*) FILTER (WHERE subject = 'cases' AND NOT is_late AND remaining_days = 1) AS due_next_day,
        count(*) FILTER (WHERE subject = 'cases' AND NOT is_late AND remaining_days > 1) AS due_soon,
        count(*) FILTER (WHERE subject = 'messages' AND is_late) AS messages_late,
        count(*) FILTER (WHERE subject = 'messages' AND NOT is_late) AS messages_due,
        count(*) FILTER (WHERE subject = 'ratings' AND is_late) AS ratings_late,
        count(*) FILTER (WHERE subject = 'ratings' AND NOT is_late) AS ratings_due
    FROM open_matters
    WHERE is_late OR remaining_days <= within_days()
    GROUP BY unit_name, area
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
    urgent.ratings_late,
    urgent.ratings_due,
    to_be_called.contact_name,
    to_be_called.phone
FROM urgent
LEFT JOIN to_be_called
    ON to_be_called.unit_name = urgent.unit_name AND to_be_called.area IS NOT DISTINCT FROM urgent.area
ORDER BY
    urgent.red + urgent.messages_late + urgent.ratings_late DESC,
    urgent.due_today DESC,
    urgent.due_next_day + urgent.messages_due + urgent.ratings_due DESC,
    urgent.due_soon DESC,
    urgent.unit_name,
    urgent.area
