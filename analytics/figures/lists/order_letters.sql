-- name: Letters that carry orders
-- 名称: 督办单发送记录
-- subject: supervision
-- unit: one row a letter
-- 单位: 每行一封
-- cohort: letters of the outbox that carry an order to its unit
-- 口径: 将督办单送达单位的信件
-- definition: to whom, by which channel, what became of it after how many attempts, and what the service said
-- 定义: 收件人、渠道、发送结果、尝试次数及对方返回信息
-- source: domain.md 7
-- narrowed by: area, unit
SELECT
    order_letter_rows.order_id,
    outbox.letter_id,
    outbox.letter_on,
    outbox.recipient,
    outbox.sent_by,
    outbox.letter_state,
    outbox.attempts AS tries,
    outbox.said,
    outbox.last_at
FROM order_letter_rows
INNER JOIN outbox ON outbox.letter_id = order_letter_rows.digest_id
ORDER BY order_letter_rows.order_id, outbox.letter_id
