-- name: Cases closed that have a limit
-- 名称: 有时限的办结办件
-- subject: flow
-- columns: case
-- cohort: closed in the period with a limit, immediate cases apart
-- 口径: 期内办结、有时限的办件，不含即办件
-- source: domain.md 3
-- by: unit, area, item, platform, kind, channel, stage, day of closed_on
SELECT *
FROM closed_with_limit
ORDER BY closed_at, case_no, platform
