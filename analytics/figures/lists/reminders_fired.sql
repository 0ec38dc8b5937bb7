-- name: Reminders
-- 名称: 提醒明细
-- subject: supervision
-- unit: one row a case or message, step and recipient
-- 单位: 每行一件办件或一条留言、一个步骤、一个收件人
-- cohort: steps of the ladder that fired on the days of the period
-- 口径: 期内触发的催办步骤
-- definition: which step fired for which case or message, to whom, by which letter, and what became of it
-- 定义: 何件触发何步骤、通知何人、属于哪封提醒及其发送结果
-- source: domain.md 7
-- by: unit, area, platform, day of letter_on
-- narrowed by: area, unit
SELECT
    letter_on,
    subject,
    platform,
    number AS matter_no,
    step,
    recipient,
    sent_by,
    letter_state,
    unit_name,
    area,
    item_name,
    due_day,
    sent_on,
    letter_id
FROM fired_reminders
ORDER BY letter_on DESC, unit_name, number, platform, step, recipient
