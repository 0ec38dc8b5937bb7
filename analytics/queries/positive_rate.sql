-- name: Positive ratings
-- 名称: 好评率
-- unit: share of ratings
-- cohort: ratings given in the period
-- definition: the first three of five levels / all ratings; active: without those the platform filled in
-- source: domain.md 4, positive_rate
SELECT
    count(*) AS ratings,
    count(*) FILTER (WHERE positive) AS positive,
    count(*) FILTER (WHERE positive) / nullif(count(*), 0) AS positive_rate,
    count(*) FILTER (WHERE NOT is_default) AS active_ratings,
    count(*) FILTER (WHERE positive AND NOT is_default) / nullif(count(*) FILTER (WHERE NOT is_default), 0)
        AS active_positive_rate
FROM rated
