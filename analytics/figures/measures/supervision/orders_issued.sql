-- name: Supervision orders
-- 名称: 督办单签收与反馈
-- unit: orders; median_answer_days in working days
-- 单位: 份；median_answer_days 为工作日
-- cohort: orders signed in the period
-- 口径: 期内签发的督办单
-- definition: received and answered on or before the day they were to be; overdue: not answered, and that day has passed; working days from the signing to the answer that stands, the median
-- 定义: 在规定日期当日或之前签收、反馈的份数；overdue 为逾期未反馈；median_answer_days 为签发至有效反馈的工作日中位数
-- source: domain.md 7
-- by: unit, area, day of signed_on
-- narrowed by: area, unit
-- order: issued DESC
-- rows: signed_orders
-- count: issued
SELECT
    count(*) AS issued,
    count(*) FILTER (WHERE received_on <= receive_by) AS received_on_time,
    count(*) FILTER (WHERE answered_on <= answer_by) AS answered_on_time,
    count(*) FILTER (WHERE answer_overdue) AS overdue,
    median(answer_days) AS median_answer_days
FROM signed_orders
