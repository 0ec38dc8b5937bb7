-- name: To urge today
-- 名称: 今日催办清单
-- subject: supervision
-- unit: one row a case or message
-- 单位: 每行一件办件或一条留言
-- cohort: open cases whose clock runs and unanswered messages: late, due within the days that settings.toml names, or yellow
-- 口径: 计时中的在办办件和未答复留言：已超期、设定天数内到期，或黄灯
-- definition: the rows themselves, the worst first: what a unit is sent as its own list
-- 定义: 逐件列出，最严重的在前；即发给各单位的本单位清单
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
WHERE is_urgent
ORDER BY is_late DESC, overdue_days DESC, remaining_days, subject, number, platform
