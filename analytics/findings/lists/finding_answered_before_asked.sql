-- name: Answered before it was asked
-- 名称: 答复早于留言
-- subject: findings
-- unit: one row a message
-- 单位: 每行一条留言
-- cohort: messages asked in the period
-- 口径: 期内的留言
-- definition: answered before it was asked; by the day where either has no time of day. It counts as answered, and in no time to answer
-- 定义: 答复时间早于留言时间；任一方只有日期时按日比较。计为已答复，不计入答复用时
-- source: domain.md 2, order faults
-- narrowed by: area, unit, platform
SELECT
    concat_ws('|', platform, message_no) AS row_key,
    platform,
    message_no,
    message_kind,
    title,
    unit_name,
    area,
    asked_at,
    answered_at,
    import_id,
    line
FROM messages
WHERE answered_before_asked AND asked_on BETWEEN period_start() AND period_end()
ORDER BY asked_at DESC, platform, message_no
