-- name: Lines of orders
-- 名称: 督办单明细
-- subject: supervision
-- unit: one row a line of an order
-- 单位: 每行一件被督办事项
-- cohort: lines of orders and drafts that nobody struck
-- 口径: 督办单和草稿中未划去的事项
-- definition: settled: closed by a later export; void: the case left, or its due day was corrected; else open
-- 定义: 已办结：后续导出显示办结；作废：办件撤出或到期日更正；其余为未办结
-- source: domain.md 7
-- by: unit, area, platform
-- narrowed by: area, unit
SELECT
    order_id,
    line_id,
    position,
    subject,
    platform,
    case_no,
    title,
    unit_name,
    area,
    began_on,
    due_on,
    overdue_days,
    stage,
    line_state,
    void_reason,
    due_now,
    settled_on
FROM order_lines
ORDER BY order_id, position
