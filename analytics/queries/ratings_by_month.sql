-- name: Positive ratings by month
-- 名称: 各月好评率
-- unit: share of ratings
-- cohort: ratings given in the period, by month
-- definition: the first three of five levels / all ratings
-- source: domain.md 4, positive_rate
SELECT
    CAST(date_trunc('month', rated_on) AS DATE) AS month,
    count(*) AS ratings,
    count(*) FILTER (WHERE positive) AS positive,
    count(*) FILTER (WHERE positive) / count(*) AS positive_rate
FROM rated
GROUP BY date_trunc('month', rated_on)
ORDER BY month
