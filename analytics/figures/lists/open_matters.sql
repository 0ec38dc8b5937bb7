-- name: Open cases and messages
-- 名称: 在办办件和未答复留言
-- subject: supervision
-- unit: one row a case or message
-- 单位: 每行一件办件或一条留言
-- cohort: open cases whose clock runs and unanswered messages at the as-of day
-- 口径: 统计日计时中的在办办件和未答复留言
-- definition: the rows themselves, the worst first: what a reminder looks at once more before it is sent
-- 定义: 逐件列出，最严重的在前；提醒发送前据此再核对一次
-- source: domain.md 7
-- narrowed by: area, unit, platform
SELECT
    subject,
    platform,
    number AS matter_no,
    matter,
    unit_name,
    area,
    began_on,
    due_on,
    remaining_days,
    overdue_days,
    light,
    is_late
FROM open_matters
ORDER BY is_late DESC, overdue_days DESC, remaining_days, subject, number, platform
