-- name: Register of orders
-- 名称: 督办单台账
-- subject: supervision
-- columns: order
-- cohort: every order and draft that stands, as of the day looked at
-- 口径: 查看日的全部督办单和待签发的草稿
-- source: domain.md 7
-- by: unit, area
SELECT *
FROM orders
ORDER BY order_state <> 'draft', year DESC, number DESC, unit_name, subject, order_id
