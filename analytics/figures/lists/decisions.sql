-- name: Decisions of the weekly meetings
-- 名称: 周例会议定事项
-- subject: supervision
-- unit: one row a decision
-- 单位: 每行一项
-- cohort: every decision as it stands on the day looked at
-- 口径: 查看日的全部议定事项
-- definition: the last words that a meeting or somebody after it gave it; late: open, and its day has passed
-- 定义: 以最后一次记录为准；逾期指未办结且已过完成日期
-- source: domain.md 10
-- by: unit, area
-- narrowed by: area, unit
SELECT
    decision_id,
    meeting_on,
    decided,
    unit_name,
    area,
    owner,
    due_on,
    decision_state,
    decision_late,
    orders_made,
    orders_ended,
    changed_on,
    told_by
FROM decisions
ORDER BY decision_state <> 'open', decision_late DESC, due_on, decision_id
