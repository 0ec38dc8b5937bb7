-- name: Positive ratings, actively given
-- 名称: 主动评价好评率
-- unit: share of ratings actively given
-- 单位: 占主动评价的比例
-- cohort: ratings given in the period by a person
-- 口径: 期内评价人主动作出的评价
-- definition: the first three of five levels / ratings that the platform did not fill in
-- 定义: 五级中的前三级 ÷ 非平台默认填写的评价
-- formula: active_positive_rate = active_positive / active_ratings
-- source: domain.md 9
-- by: unit, area, item, platform, channel of rating_channel, day of rated_on
-- narrowed by: area, unit, item, platform, kind
-- share: active_positive of active_ratings
-- order: active_positive_rate, active_ratings DESC
SELECT
    count(*) FILTER (WHERE NOT is_default) AS active_ratings,
    count(*) FILTER (WHERE positive AND NOT is_default) AS active_positive,
    count(*) FILTER (WHERE positive AND NOT is_default) / nullif(count(*) FILTER (WHERE NOT is_default), 0)
        AS active_positive_rate
FROM rated
