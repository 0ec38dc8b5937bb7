-- name: Open cases and messages
-- 名称: 在办办件和未答复留言
-- subject: supervision
-- columns: matter
-- cohort: open cases whose clock runs and unanswered messages at the as-of day
-- 口径: 统计日计时中的在办办件和未答复留言
-- definition: the rows themselves, the worst first: what a reminder looks at once more before it is sent
-- 定义: 逐件列出，最严重的在前；提醒发送前据此再核对一次
-- source: domain.md 7
SELECT subject, platform, number AS matter_no, *
FROM open_matters
ORDER BY is_late DESC, overdue_days DESC, remaining_days, subject, number, platform
