-- name: Many ratings in one minute
-- 名称: 一分钟内集中评价
-- unit: one row a rating
-- 单位: 每行一条评价
-- cohort: ratings of a named unit given in the period by a person, not by default
-- 口径: 期内对具名单位主动作出的评价，不含默认评价
-- definition: the unit was given at least burst_ratings ratings in the same minute; ratings at midnight sharp (times cut to the day) do not count
-- 定义: 同一单位同一分钟内获得不少于 burst_ratings 条评价；零时整的评价时间（只有日期）不计
-- source: domain.md 6, rating patterns
-- narrowed by: area, unit, item, platform, kind
WITH given AS (
    SELECT
        *,
        date_trunc('minute', rated_at) AS rated_in_minute,
        count(*) OVER of_minute AS ratings
    FROM rated
    WHERE NOT is_default
        AND unit_name IS NOT NULL
        AND rated_at <> date_trunc('day', rated_at)
    WINDOW of_minute AS (PARTITION BY unit_name, area, date_trunc('minute', rated_at))
)
SELECT
    concat_ws('|', platform, case_no, which) AS row_key,
    platform,
    case_no,
    item_name,
    unit_name,
    area,
    rated_in_minute,
    ratings,
    rated_at,
    level,
    rating_channel,
    item_code,
    import_id,
    line
FROM given
WHERE ratings >= burst_ratings()
ORDER BY ratings DESC, rated_in_minute DESC, unit_name, rated_at, platform, case_no, row_key
