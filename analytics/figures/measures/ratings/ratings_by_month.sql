-- name: Positive ratings by month
-- 名称: 各月好评率
-- subject: ratings
-- unit: share of ratings
-- 单位: 占评价的比例
-- cohort: ratings given in the period, by month
-- 口径: 期内作出的评价，按月份
-- definition: the first three of five levels / all ratings
-- 定义: 五级中的前三级 ÷ 全部评价
-- formula: positive_rate = positive / ratings
-- source: domain.md 4, positive_rate
-- rows: ratings_given
-- count: ratings
SELECT
    CAST(date_trunc('month', rated_on) AS DATE) AS month,
    count(*) AS ratings,
    count(*) FILTER (WHERE positive) AS positive,
    count(*) FILTER (WHERE positive) / count(*) AS positive_rate
FROM rated
GROUP BY date_trunc('month', rated_on)
ORDER BY month
