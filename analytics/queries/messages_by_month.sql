-- name: Messages answered on time by month
-- 名称: 各月留言按时答复率
-- unit: share of messages
-- cohort: messages whose due day lies in the period
-- definition: answered by the deadline / (on time + late + unanswered and overdue); not yet due is left out
-- source: domain.md 4, message_compliance
-- rows: due_messages
SELECT
    CAST(date_trunc('month', due_on) AS DATE) AS month,
    count(*) FILTER (WHERE message_group <> 'not_yet_due') AS due,
    count(*) FILTER (WHERE message_group = 'on_time') AS on_time,
    count(*) FILTER (WHERE message_group = 'late') AS late,
    count(*) FILTER (WHERE message_group = 'unanswered_overdue') AS unanswered_overdue,
    count(*) FILTER (WHERE message_group = 'not_yet_due') AS not_yet_due,
    count(*) FILTER (WHERE message_group = 'on_time')
        / nullif(count(*) FILTER (WHERE message_group <> 'not_yet_due'), 0) AS message_compliance
FROM due_messages
GROUP BY date_trunc('month', due_on)
ORDER BY month
