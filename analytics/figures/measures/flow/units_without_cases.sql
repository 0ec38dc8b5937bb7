-- name: Units without business
-- 名称: 无业务单位
-- unit: units
-- 单位: 个单位
-- cohort: units that items or contacts name
-- 口径: 事项清单或联络人名单中出现的单位
-- definition: no case accepted, closed or open in the period
-- 定义: 期内没有受理、办结或在办的办件
-- source: domain.md 4, small numbers
-- by: nothing
-- narrowed by: area, unit
SELECT known.unit_name
FROM (SELECT unit_name FROM items UNION SELECT unit_name FROM contacts) AS known
WHERE known.unit_name IS NOT NULL
    AND known.unit_name NOT IN (SELECT flow_cases.unit_name FROM flow_cases WHERE flow_cases.unit_name IS NOT NULL)
ORDER BY known.unit_name
