-- name: Orders signed in the period
-- 名称: 期内签发的督办单
-- subject: supervision
-- unit: one row an order
-- 单位: 每行一份
-- cohort: orders signed in the period
-- 口径: 期内签发的督办单
-- definition: the rows themselves
-- 定义: 逐份列出
-- source: domain.md 7
-- by: unit, area, day of signed_on
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
FROM signed_orders
ORDER BY year DESC, number DESC
