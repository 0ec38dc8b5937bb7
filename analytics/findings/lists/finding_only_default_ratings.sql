-- name: Units with default ratings only
-- 名称: 只有默认评价的单位
-- unit: one row a unit
-- 单位: 每行一个单位
-- cohort: ratings given in the period
-- 口径: 期内的评价
-- definition: at least default_ratings_minimum ratings, all of them filled in by default
-- 定义: 评价不少于 default_ratings_minimum 条，且全部为默认评价
-- source: domain.md 6, rating patterns
-- narrowed by: area, unit, item, platform, kind
-- rows: finding_only_default_ratings_ratings
-- count: ratings
SELECT
    unit_name AS row_key,
    unit_name,
    area,
    count(*) AS ratings,
    min(rated_on) AS first_on,
    max(rated_on) AS last_on
FROM rated
WHERE unit_name IS NOT NULL
GROUP BY unit_name, area
HAVING count(*) >= default_ratings_minimum() AND bool_and(is_default)
ORDER BY ratings DESC, unit_name
