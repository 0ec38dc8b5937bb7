-- name: What happened to orders
-- 名称: 督办单经过
-- subject: supervision
-- unit: one row an event
-- 单位: 每行一事
-- cohort: everything that was done with an order, its signing included
-- 口径: 督办单的全部经过，含签发
-- definition: the events themselves, in their order
-- 定义: 按先后逐条列出
-- source: domain.md 7
-- by: unit, area
-- narrowed by: area, unit
WITH told AS (
    SELECT
        order_id,
        id,
        at,
        who,
        event,
        line_id,
        text,
        answer_by,
        unit_name,
        area
    FROM order_event_rows
    UNION ALL
    SELECT
        order_id,
        0 AS id,
        at,
        signed_by AS who,
        'signed' AS event,
        NULL AS line_id,
        words AS text,
        answer_by,
        unit_name,
        area
    FROM order_signing_rows
)
SELECT
    order_id,
    at AS happened_at,
    event,
    who AS done_by,
    text,
    answer_by,
    line_id,
    unit_name,
    area
FROM told
ORDER BY order_id, at, id
