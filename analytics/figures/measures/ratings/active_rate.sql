-- name: Ratings actively given
-- 名称: 主动评价率
-- unit: share of ratings
-- 单位: 占评价的比例
-- cohort: ratings given in the period
-- 口径: 期内作出的评价
-- definition: ratings that a person gave / all ratings; the others the platform filled in
-- 定义: 评价人主动作出的评价 ÷ 全部评价；其余为平台默认填写
-- formula: active_rate = active_ratings / ratings
-- source: domain.md 9
-- by: unit, area, item, platform, channel of rating_channel, day of rated_on
-- narrowed by: area, unit, item, platform, kind
-- share: active_ratings of ratings
-- order: active_rate, ratings DESC
-- rows: ratings_given
-- count: ratings
SELECT
    count(*) AS ratings,
    count(*) FILTER (WHERE NOT is_default) AS active_ratings,
    count(*) FILTER (WHERE NOT is_default) / nullif(count(*), 0) AS active_rate
FROM rated
