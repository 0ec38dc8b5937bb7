-- name: Answers to orders
-- 名称: 督办单反馈
-- subject: supervision
-- unit: one row an answer
-- 单位: 每行一条反馈
-- cohort: every answer, to a whole order or to a line of it
-- 口径: 对督办单或其中一件的全部反馈
-- definition: the answers themselves
-- 定义: 逐条列出
-- source: domain.md 7
-- by: unit, area
-- narrowed by: area, unit
SELECT
    order_answer_rows.order_id,
    order_answer_rows.line_id,
    order_answer_rows.at AS happened_at,
    order_answer_rows.cause,
    order_answer_rows.measure,
    order_answer_rows.expected_on,
    order_answer_rows.answered_by,
    order_answer_rows.source,
    order_answer_rows.who AS done_by,
    order_answer_rows.unit_name,
    order_answer_rows.area
FROM order_answer_rows
ORDER BY order_answer_rows.order_id, order_answer_rows.id
