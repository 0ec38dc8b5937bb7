-- name: Cases due
-- 名称: 到期办件
-- subject: lateness
-- columns: case
-- cohort: due in the period, deadline passed
-- 口径: 到期日在期内且已过期限的办件
-- source: domain.md 3
-- by: unit, area, item, platform, kind, channel, stage, day of due_on
SELECT *
FROM due_cases
ORDER BY overdue_days DESC, due_on, case_no, platform
