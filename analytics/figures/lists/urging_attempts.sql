-- name: Urged by hand
-- 名称: 人工催办记录
-- subject: supervision
-- unit: one row an attempt
-- 单位: 每行一次
-- cohort: calls and copied texts written down up to the as-of day
-- 口径: 截至统计日登记的电话催办和复制发送
-- definition: who urged which unit when, by phone or by a text copied into its group, and what was noted; an attempt, not an answer
-- 定义: 何人何时以电话或复制文本催办了哪个单位及备注；属于催办动作，不算答复
-- source: domain.md 7
-- narrowed by: area, unit
SELECT
    day AS urged_on,
    kind AS attempt,
    unit_name,
    area,
    who AS urged_by,
    text AS note
FROM note_rows
WHERE kind IN ('urged_by_phone', 'text_copied') AND day <= as_of()
ORDER BY at DESC, id DESC
