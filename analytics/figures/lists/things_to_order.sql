-- name: Past the ladder's order step, not ordered yet
-- 名称: 达到督办时限、尚未督办
-- subject: supervision
-- unit: one row a case, message or negative rating
-- 单位: 每行一件
-- cohort: open cases, unanswered messages and negative ratings to rectify past their due day by as many working days as the ladder's order step says, in no order that holds
-- 口径: 统计日超期天数达到阶梯中督办一步、且不在有效督办单内的未办结办件、未答复留言和未整改差评
-- definition: the rows themselves
-- 定义: 逐条列出
-- source: domain.md 7
-- by: unit, area, platform
-- narrowed by: area, unit
SELECT
    subject,
    platform,
    case_no,
    title,
    unit_name,
    area,
    began_on,
    due_on,
    overdue_days,
    stage
FROM to_order
ORDER BY unit_name, subject, overdue_days DESC, platform, case_no
