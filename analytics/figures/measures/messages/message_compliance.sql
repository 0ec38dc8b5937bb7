-- name: Messages answered on time
-- 名称: 留言按时答复率
-- unit: share of messages
-- 单位: 占留言的比例
-- cohort: messages whose due day lies in the period
-- 口径: 到期日在期内的留言
-- definition: answered by the deadline / (on time + late + unanswered and overdue); not yet due is left out
-- 定义: 期限内答复 ÷（按时 + 逾期 + 超期未答复）；未到期的不计入
-- formula: message_compliance = on_time / due; due = on_time + late + unanswered_overdue
-- source: domain.md 4, message_compliance
-- by: unit, area, platform, kind of message_kind, day of due_on
-- narrowed by: area, unit, platform
-- share: on_time of due
-- order: message_compliance, due DESC
-- rows: due_messages
-- count: due + not_yet_due
SELECT
    count(*) FILTER (WHERE message_group <> 'not_yet_due') AS due,
    count(*) FILTER (WHERE message_group = 'on_time') AS on_time,
    count(*) FILTER (WHERE message_group = 'late') AS late,
    count(*) FILTER (WHERE message_group = 'unanswered_overdue') AS unanswered_overdue,
    count(*) FILTER (WHERE message_group = 'not_yet_due') AS not_yet_due,
    count(*) FILTER (WHERE message_group = 'on_time')
        / nullif(count(*) FILTER (WHERE message_group <> 'not_yet_due'), 0) AS message_compliance
FROM due_messages
