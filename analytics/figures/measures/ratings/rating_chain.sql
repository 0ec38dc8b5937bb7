-- name: Ratings and what became of them
-- 名称: 好差评办理情况
-- unit: ratings
-- 单位: 条
-- cohort: ratings given in the period
-- 口径: 期内作出的评价
-- definition: ratings, those actively given and the positive ones of both; negative ones verified, rectified in time, overdue, named raters asked again and satisfied then
-- 定义: 评价、主动评价及各自的好评；差评的核实、按时整改、整改超期、实名回访及回访满意
-- source: domain.md 9
-- by: unit, area, item, platform, channel of rating_channel, day of rated_on
-- narrowed by: area, unit, item, platform, kind
-- order: active_positive_rate, ratings DESC
-- rows: ratings_given
-- count: ratings
SELECT
    count(*) AS ratings,
    count(*) FILTER (WHERE NOT rated.is_default) AS active_ratings,
    count(*) FILTER (WHERE NOT rated.is_default) / nullif(count(*), 0) AS active_rate,
    count(*) FILTER (WHERE rated.positive) / nullif(count(*), 0) AS positive_rate,
    wilson_low(count(*) FILTER (WHERE rated.positive), count(*)) AS low,
    wilson_high(count(*) FILTER (WHERE rated.positive), count(*)) AS high,
    count(*) FILTER (WHERE rated.positive AND NOT rated.is_default)
        / nullif(count(*) FILTER (WHERE NOT rated.is_default), 0) AS active_positive_rate,
    wilson_low(
        count(*) FILTER (WHERE rated.positive AND NOT rated.is_default),
        count(*) FILTER (WHERE NOT rated.is_default)
    ) AS active_low,
    wilson_high(
        count(*) FILTER (WHERE rated.positive AND NOT rated.is_default),
        count(*) FILTER (WHERE NOT rated.is_default)
    ) AS active_high,
    count(*) FILTER (WHERE NOT rated.positive) AS negative,
    count(*) FILTER (WHERE NOT rated.positive AND rated.verified_as IS NOT NULL) AS verified,
    count(*) FILTER (WHERE NOT rated.positive AND rated.excused) AS excused,
    count(*) FILTER (WHERE NOT rated.positive AND NOT rated.excused AND rated.rectified_on <= rated.rectify_by)
        AS rectified_in_time,
    count(*) FILTER (
        WHERE NOT rated.positive AND NOT rated.excused AND rated.rectified_on IS NULL AND rated.rectify_by < as_of()
    ) AS overdue_to_rectify,
    count(*) FILTER (WHERE NOT rated.positive AND rated.known_rater) AS named,
    count(*) FILTER (WHERE NOT rated.positive AND rated.known_rater AND rated.revisited_on IS NOT NULL) AS revisited,
    count(*) FILTER (
        WHERE NOT rated.positive AND rated.known_rater AND rated.revisit_result IN ('satisfied', 'basically')
    ) AS satisfied_after
FROM rated
