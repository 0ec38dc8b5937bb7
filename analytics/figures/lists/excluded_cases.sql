-- name: Cases counted apart
-- 名称: 不计入比率的办件
-- subject: flow
-- unit: one row a case
-- 单位: 每行一件
-- cohort: cases withdrawn, rejected or void on or before the as-of day, and those not accepted by then
-- 口径: 统计日及以前撤回、不予受理或作废的办件，以及届时尚未受理的办件
-- definition: out of every rate; why, and since when
-- 定义: 不计入任何比率；列出原因和退出日期
-- source: domain.md 4, withdrawn
-- narrowed by: area, unit, item, platform, kind
SELECT
    platform,
    case_no,
    item_name,
    unit_name,
    area,
    accepted_at,
    closed_at,
    standing,
    left_on,
    item_code,
    import_id,
    line
FROM excluded_cases
ORDER BY left_on DESC NULLS LAST, platform, case_no
