-- name: Cases closed with both limits
-- 名称: 两项时限齐全的办结办件
-- subject: limits
-- columns: case
-- cohort: closed in the period with both limits
-- 口径: 期内办结、法定时限和承诺时限都有的办件
-- source: domain.md 3
-- by: unit, area, item, platform, kind, channel, stage, day of closed_on
SELECT *
FROM compared_cases
ORDER BY closed_at, case_no, platform
