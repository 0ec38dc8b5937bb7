-- name: Register of orders
-- 名称: 督办单台账
-- subject: supervision
-- unit: one row an order
-- 单位: 每行一份
-- cohort: every order and draft that stands, as of the day looked at
-- 口径: 查看日的全部督办单和待签发的草稿
-- definition: the rows themselves
-- 定义: 逐份列出
-- source: domain.md 7
-- by: unit, area
-- narrowed by: area, unit
SELECT
    order_id,
    number,
    year,
    prefix,
    unit_name,
    area,
    subject,
    order_state,
    drafted_of,
    signed_on,
    signed_by,
    receive_by,
    received_on,
    answer_by,
    answered_on,
    answer_overdue,
    answer_overdue_days,
    lines,
    settled,
    void,
    still_open,
    extended,
    returned,
    attempts,
    contact_name,
    phone,
    sent_on,
    ended_on,
    answer_days,
    follows_id,
    calendar
FROM orders
ORDER BY order_state <> 'draft', year DESC, number DESC, unit_name, subject, order_id
