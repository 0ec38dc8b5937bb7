-- name: Negative ratings
-- 名称: 差评明细
-- subject: ratings
-- columns: rating, rating_no, rated_on, item_name, rating_state, due_on, overdue_days, verified_on, verified_as, verified_source, rectified_source, known_rater, revisit_result, revisited_source, revisit_attempts, recorded_by
-- cohort: negative ratings given in the period
-- 口径: 期内作出的差评
-- source: domain.md 9
-- by: unit, area, item, platform, state, channel of rating_channel, day of rated_on
SELECT *
FROM negative_ratings
ORDER BY is_open DESC, rectify_by, rated_at, platform, case_no, line
