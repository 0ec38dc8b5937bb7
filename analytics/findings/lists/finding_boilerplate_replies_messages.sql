-- name: Messages with the same answer
-- 名称: 答复雷同的留言
-- columns: message, answer
-- cohort: messages answered in the period
-- 口径: 期内答复的留言
-- definition: those whose answer stands in the finding
-- 定义: 答复属于该疑点的留言
-- source: domain.md 6, boilerplate replies
SELECT *
FROM (
    SELECT
        * EXCLUDE (answer),
        trim(answer) AS answer,
        count(*) OVER (PARTITION BY unit_name, area, trim(answer)) AS alike
    FROM messages
    WHERE answered_on BETWEEN period_start() AND period_end() AND trim(answer) <> '' AND unit_name IS NOT NULL
) AS answered
WHERE alike >= boilerplate_messages()
ORDER BY unit_name, answered_at, message_no
