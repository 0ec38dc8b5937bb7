-- name: Negative ratings
-- 名称: 差评明细
-- subject: ratings
-- columns: rating, item_name, rating_state, verified_on, verified_as, known_rater, revisit_result
-- cohort: negative ratings given in the period
-- 口径: 期内作出的差评
-- source: domain.md 9
-- by: unit, area, item, platform, state, channel of rating_channel, day of rated_on
SELECT *
FROM negative_ratings
ORDER BY rectify_by, rated_at, platform, case_no, line
