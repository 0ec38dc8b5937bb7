-- name: Ratings that lack a part
-- 名称: 信息不全的评价
-- unit: ratings
-- 单位: 条
-- cohort: ratings given in the period
-- 口径: 期内作出的评价
-- definition: how many name no case, name one that no export tells, have no time (they count on the day of the export that first tells them), or no known unit
-- 定义: 未注明办件编号、所注办件未见于任何导出、无评价时间（按首次导出日计）、无承办单位的评价数
-- source: domain.md 9
-- by: unit, area, platform, channel of rating_channel, day of rated_on
-- narrowed by: area, unit, item, platform, kind
-- order: ratings DESC
-- rows: ratings_given
-- count: ratings
SELECT
    count(*) AS ratings,
    count(*) FILTER (WHERE case_no IS NULL) AS without_case,
    count(*) FILTER (WHERE case_no IS NOT NULL AND NOT has_case) AS case_not_told,
    count(*) FILTER (WHERE rated_at IS NULL) AS without_time,
    count(*) FILTER (WHERE unit_name IS NULL) AS without_unit
FROM rated
