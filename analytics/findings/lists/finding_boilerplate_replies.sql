-- name: The same answer to many messages
-- 名称: 大量雷同答复
-- unit: one row a unit and answer
-- 单位: 每行一个单位的一种答复
-- cohort: messages answered in the period
-- 口径: 期内答复的留言
-- definition: the unit gave the same answer text (spaces at both ends apart) to at least boilerplate_messages messages
-- 定义: 同一单位对不少于 boilerplate_messages 条留言给出相同答复（忽略首尾空格）
-- source: domain.md 6, boilerplate replies
-- narrowed by: area, unit, platform
-- rows: finding_boilerplate_replies_messages
-- count: messages
SELECT
    concat_ws('|', unit_name, md5(trim(answer))) AS row_key,
    unit_name,
    area,
    count(*) AS messages,
    trim(answer) AS answer,
    min(answered_on) AS first_on,
    max(answered_on) AS last_on
FROM messages
WHERE answered_on BETWEEN period_start() AND period_end() AND trim(answer) <> '' AND unit_name IS NOT NULL
GROUP BY unit_name, area, trim(answer)
HAVING count(*) >= boilerplate_messages()
ORDER BY messages DESC, unit_name
