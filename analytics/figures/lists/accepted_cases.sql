-- name: Cases accepted
-- 名称: 受理办件
-- subject: flow
-- columns: case
-- cohort: accepted in the period
-- 口径: 期内受理的办件
-- source: domain.md 3
-- by: unit, area, item, platform, kind, channel, stage, day of accepted_on
SELECT *
FROM accepted_cases
ORDER BY accepted_at, case_no, platform
