-- name: Letters of the outbox
-- 名称: 提醒发送记录
-- subject: supervision
-- unit: one row a letter
-- 单位: 每行一封
-- cohort: letters of the days of the period
-- 口径: 期内各日的提醒
-- definition: to whom, by which channel, when it was written and from when it may leave, what became of it after how many attempts, and what the service said
-- 定义: 收件人、渠道、生成时间、最早发送时间、发送结果、尝试次数及对方返回信息
-- source: domain.md 7
-- narrowed by: area, unit
SELECT
    letter_id,
    letter_on,
    recipient,
    sent_by,
    letter_state,
    attempts AS tries,
    said,
    written_at,
    not_before_at,
    last_at,
    unit_name,
    area,
    body
FROM outbox
WHERE letter_on BETWEEN period_start() AND period_end()
ORDER BY letter_on DESC, letter_id
