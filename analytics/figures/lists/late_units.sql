-- name: Late units and what was ordered of them
-- 名称: 超期单位及督办情况
-- subject: supervision
-- unit: one row a unit
-- 单位: 每行一个单位
-- cohort: units that missed a deadline in the period, or have a case open past its due day
-- 口径: 期内有超期办件或统计日有超期在办办件的单位
-- definition: its missed deadlines, its open cases past their due day, its contacts with their phones, its orders that wait for an answer and those of them whose day has passed
-- 定义: 超期办件数、超期在办数、联络人及电话、待反馈督办单份数及其中逾期未反馈份数
-- source: domain.md 7
-- narrowed by: area, unit
WITH late AS (
    SELECT unit_name, area, count(*) AS missed, 0 AS open_overdue FROM missed_cases GROUP BY unit_name, area
    UNION ALL
    SELECT unit_name, area, 0 AS missed, count(*) AS open_overdue FROM overdue_stock GROUP BY unit_name, area
),
late_counts AS (
    SELECT unit_name, area, sum(missed) AS missed, sum(open_overdue) AS open_overdue
    FROM late
    WHERE unit_name IS NOT NULL
    GROUP BY unit_name, area
),
ordered AS (
    SELECT unit_name, area, count(*) AS orders_out, count(*) FILTER (WHERE answer_overdue) AS answers_overdue
    FROM orders_out
    GROUP BY unit_name, area
)
SELECT
    late_counts.unit_name,
    late_counts.area,
    CAST(late_counts.missed AS BIGINT) AS missed,
    CAST(late_counts.open_overdue AS BIGINT) AS open_overdue,
    to_be_called.contact_name,
    to_be_called.phone,
    coalesce(ordered.orders_out, 0) AS orders_out,
    coalesce(ordered.answers_overdue, 0) AS answers_overdue
FROM late_counts
LEFT JOIN to_be_called
    ON to_be_called.unit_name = late_counts.unit_name AND to_be_called.area IS NOT DISTINCT FROM late_counts.area
LEFT JOIN ordered ON ordered.unit_name = late_counts.unit_name AND ordered.area IS NOT DISTINCT FROM late_counts.area
ORDER BY open_overdue DESC, missed DESC, late_counts.unit_name, late_counts.area
