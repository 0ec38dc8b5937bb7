-- name: Orders signed in the period
-- 名称: 期内签发的督办单
-- subject: supervision
-- columns: order
-- cohort: orders signed in the period
-- 口径: 期内签发的督办单
-- source: domain.md 7
-- by: unit, area, day of signed_on
SELECT *
FROM signed_orders
ORDER BY year DESC, number DESC
