-- name: Cases closed late
-- 名称: 逾期办结办件
-- subject: lateness
-- columns: case
-- cohort: closed in the period after the deadline
-- 口径: 期内超过期限后才办结的办件
-- source: domain.md 3
-- by: unit, area, item, platform, kind, channel, stage, day of closed_on
SELECT *
FROM closed_cases
WHERE closed_late
ORDER BY overdue_days DESC, case_no, platform
