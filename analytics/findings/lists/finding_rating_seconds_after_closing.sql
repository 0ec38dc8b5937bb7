-- name: Rated seconds after closing
-- 名称: 办结后数秒内评价
-- unit: one row a rating
-- 单位: 每行一条评价
-- cohort: ratings given in the period by a person, not by default
-- 口径: 期内主动作出的评价，不含默认评价
-- definition: given 0 to rating_seconds seconds after the closing of its case; times cut to the day cannot be judged
-- 定义: 办结后 0 至 rating_seconds 秒内作出；只有日期的时间无法判断
-- source: domain.md 6, rating patterns
-- narrowed by: area, unit, item, platform, kind
SELECT
    concat_ws('|', rated.platform, rated.case_no, rated.rated_at) AS row_key,
    rated.platform,
    rated.case_no,
    told_cases.item_name,
    rated.unit_name,
    rated.area,
    told_cases.closed_at,
    rated.rated_at,
    date_diff('second', told_cases.closed_at, rated.rated_at) AS seconds,
    rated.level,
    rated.rating_channel,
    told_cases.item_code,
    rated.import_id,
    rated.line
FROM rated
INNER JOIN told_cases ON told_cases.platform = rated.platform AND told_cases.case_no = rated.case_no
WHERE NOT rated.is_default
    AND date_diff('second', told_cases.closed_at, rated.rated_at) BETWEEN 0 AND rating_seconds()
    AND told_cases.closed_at <> date_trunc('day', told_cases.closed_at)
    AND rated.rated_at <> date_trunc('day', rated.rated_at)
ORDER BY rated.rated_at DESC, rated.platform, rated.case_no
