-- name: To urge today
-- 名称: 今日催办清单
-- subject: supervision
-- columns: matter
-- cohort: open cases whose clock runs, unanswered messages and negative ratings to rectify: late, due within the days that settings.toml names, or yellow
-- 口径: 计时中的在办办件、未答复留言和待整改差评：已超期、设定天数内到期，或黄灯
-- definition: the rows themselves, the worst first: what a unit is sent as its own list
-- 定义: 逐件列出，最严重的在前；即发给各单位的本单位清单
-- source: domain.md 7
SELECT subject, platform, number AS matter_no, *
FROM open_matters
WHERE is_urgent
ORDER BY is_late DESC, overdue_days DESC, remaining_days, subject, number, platform
