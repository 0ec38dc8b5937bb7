-- name: Cases that missed their deadline
-- 名称: 超期办件
-- subject: lateness
-- columns: case
-- cohort: due in the period, deadline passed and missed
-- 口径: 到期日在期内、已过期限且未按时办结的办件
-- source: domain.md 3
-- by: unit, area, item, platform, kind, channel, stage, day of due_on
SELECT *
FROM missed_cases
ORDER BY overdue_days DESC, due_on, case_no, platform
