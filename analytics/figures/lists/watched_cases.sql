-- name: Cases to watch
-- 名称: 今日关注办件
-- subject: lateness
-- columns: case, due_in, miss_chance, past_cases, past_missed, past_cases_of_limit
-- cohort: open cases whose clock runs: due within the days that settings.toml names, yellow, or red
-- 口径: 计时中的在办办件：设定天数内到期、黄灯或红灯
-- source: domain.md 7
-- by: unit, area, item, platform, kind, channel, stage
SELECT *
FROM watched_cases
WHERE due_in IN ('today', 'next_day', 'soon') OR light IN ('yellow', 'red')
ORDER BY due_in = 'over', due_in = 'later', due_in <> 'today', miss_chance DESC, overdue_days DESC, due_on, case_no, platform
