-- name: Positive ratings
-- 名称: 好评率
-- unit: share of ratings
-- 单位: 占评价的比例
-- cohort: ratings given in the period
-- 口径: 期内作出的评价
-- definition: the first three of five levels / all ratings; active: without those the platform filled in
-- 定义: 五级中的前三级 ÷ 全部评价；主动评价：不含平台默认填写的评价
-- formula: positive_rate = positive / ratings
-- source: domain.md 4, positive_rate
-- by: unit, area, item, platform, channel of rating_channel, day of rated_on
-- narrowed by: area, unit, item, platform, kind
-- share: positive of ratings
-- order: positive_rate, ratings DESC
-- rows: ratings_given
-- count: ratings
SELECT
    count(*) AS ratings,
    count(*) FILTER (WHERE positive) AS positive,
    count(*) FILTER (WHERE positive) / nullif(count(*), 0) AS positive_rate,
    count(*) FILTER (WHERE NOT is_default) AS active_ratings,
    count(*) FILTER (WHERE positive AND NOT is_default) / nullif(count(*) FILTER (WHERE NOT is_default), 0)
        AS active_positive_rate
FROM rated
