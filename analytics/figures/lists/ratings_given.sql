-- name: Ratings given
-- 名称: 评价明细
-- subject: ratings
-- columns: rating
-- cohort: ratings given in the period
-- 口径: 期内作出的评价
-- source: domain.md 4, positive_rate
-- by: unit, area, item, platform, channel of rating_channel, day of rated_on
SELECT *
FROM rated
ORDER BY level DESC, rated_at DESC, platform, case_no, line
