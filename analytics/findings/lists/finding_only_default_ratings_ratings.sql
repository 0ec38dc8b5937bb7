-- name: Ratings of the units with default ratings only
-- 名称: 只有默认评价单位的评价
-- columns: rating
-- cohort: ratings given in the period
-- 口径: 期内的评价
-- definition: those of the units in the finding
-- 定义: 属于该疑点所列单位的评价
-- source: domain.md 6, rating patterns
SELECT *
FROM (
    SELECT
        *,
        count(*) OVER of_unit AS ratings,
        bool_and(is_default) OVER of_unit AS only_defaults
    FROM rated
    WHERE unit_name IS NOT NULL
    WINDOW of_unit AS (PARTITION BY unit_name, area)
) AS given
WHERE ratings >= default_ratings_minimum() AND only_defaults
ORDER BY unit_name, rated_at, platform, case_no
