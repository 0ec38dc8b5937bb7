-- name: Cases closed
-- 名称: 办结办件
-- subject: flow
-- columns: case
-- cohort: closed in the period
-- 口径: 期内办结的办件
-- source: domain.md 3
-- by: unit, area, item, platform, kind, channel, stage, day of closed_on
SELECT *
FROM closed_cases
ORDER BY closed_at, case_no, platform
