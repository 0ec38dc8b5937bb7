-- name: Rated before its case was closed
-- 名称: 办结前评价
-- unit: one row a rating
-- 单位: 每行一条评价
-- cohort: ratings given in the period whose case has been accepted or closed by the as-of day
-- 口径: 期内作出、截至统计日其办件已受理或已办结的评价
-- definition: given before the acceptance of its case, or else before its closing; where a time is cut to the day, before that day
-- 定义: 评价时间早于办件受理时间，或早于办结时间；时间只有日期的，按日比较
-- source: domain.md 6, rating patterns
-- narrowed by: area, unit, item, platform, kind
SELECT
    concat_ws('|', rated.platform, rated.case_no, rated.which) AS row_key,
    rated.platform,
    rated.case_no,
    told_cases.item_name,
    rated.unit_name,
    rated.area,
    CASE WHEN told_before(rated.rated_at, told_cases.accepted_at) THEN 'acceptance' ELSE 'closing' END AS rated_before,
    rated.rated_at,
    told_cases.accepted_at,
    told_cases.closed_at,
    rated.level,
    rated.is_default,
    rated.rating_channel,
    told_cases.item_code,
    rated.import_id,
    rated.line
FROM rated
INNER JOIN told_cases ON told_cases.platform = rated.platform AND told_cases.case_no = rated.case_no
WHERE told_before(rated.rated_at, told_cases.accepted_at) OR told_before(rated.rated_at, told_cases.closed_at)
ORDER BY rated_before, rated.rated_at DESC, rated.platform, rated.case_no
