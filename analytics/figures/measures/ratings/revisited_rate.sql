-- name: Negative ratings revisited
-- 名称: 差评回访率
-- unit: share of negative ratings with a known rater
-- 单位: 占实名差评的比例
-- cohort: negative ratings given in the period whose rater is known
-- 口径: 期内作出的实名差评
-- definition: raters asked again by the as-of day / negative ratings with a known rater; beside it what they said
-- 定义: 统计日前已回访 ÷ 实名差评；并列回访结果
-- formula: revisited_rate = revisited / named
-- source: domain.md 4, revisited_rate
-- by: unit, area, item, platform, state, channel of rating_channel, day of rated_on
-- narrowed by: area, unit, item, platform, kind
-- share: revisited of named
-- order: revisited_rate, named DESC
-- rows: negative_ratings
-- count: named + nameless
SELECT
    count(*) FILTER (WHERE known_rater) AS named,
    count(*) FILTER (WHERE NOT known_rater) AS nameless,
    count(*) FILTER (WHERE known_rater AND revisited_on IS NOT NULL) AS revisited,
    count(*) FILTER (WHERE known_rater AND revisited_on IS NOT NULL AND revisited_source = 'register')
        AS revisited_by_hand,
    count(*) FILTER (WHERE known_rater AND revisit_result IN ('satisfied', 'basically')) AS satisfied_after,
    count(*) FILTER (WHERE known_rater AND revisit_result = 'dissatisfied') AS dissatisfied_after,
    count(*) FILTER (WHERE known_rater AND revisit_result = 'not_reached') AS not_reached,
    count(*) FILTER (WHERE known_rater AND revisited_on IS NOT NULL)
        / nullif(count(*) FILTER (WHERE known_rater), 0) AS revisited_rate
FROM negative_ratings
