-- name: Cases of the period
-- 名称: 结转办件
-- subject: flow
-- columns: case
-- cohort: open when the period began, accepted in it or closed in it
-- 口径: 期初未办结、期内受理或期内办结的办件
-- source: domain.md 3
-- by: unit, area, item, platform, kind, channel, stage
SELECT *
FROM flow_cases
ORDER BY accepted_at, case_no, platform
