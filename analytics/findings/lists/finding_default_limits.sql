-- name: Units with a default limit
-- 名称: 时限疑似默认值的单位
-- unit: one row a unit
-- 单位: 每行一个单位
-- cohort: cases accepted in the period with a promised limit above 0
-- 口径: 期内受理、承诺时限大于 0 的办件
-- definition: at least default_limit_minimum such cases, and at least default_limit_share of them with a limit of exactly default_limit_days working days
-- 定义: 此类办件不少于 default_limit_minimum 件，且其中承诺时限恰为 default_limit_days 个工作日的占比不低于 default_limit_share
-- formula: share = with_default / cases
-- source: domain.md 6, default limits
-- narrowed by: area, unit, item, platform, kind
-- rows: finding_default_limits_cases
-- count: with_default
SELECT
    unit_name AS row_key,
    unit_name,
    area,
    count(*) AS cases,
    count(*) FILTER (WHERE limit_unit = 'working' AND promised_days = default_limit_days()) AS with_default,
    count(*) FILTER (WHERE limit_unit = 'working' AND promised_days = default_limit_days()) / count(*) AS share
FROM accepted_cases
WHERE promised_days > 0 AND unit_name IS NOT NULL
GROUP BY unit_name, area
HAVING count(*) >= default_limit_minimum()
    AND count(*) FILTER (WHERE limit_unit = 'working' AND promised_days = default_limit_days())
        >= default_limit_share() * count(*)
ORDER BY share DESC, cases DESC, unit_name
