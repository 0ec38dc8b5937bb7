-- name: Default ratings with a comment
-- 名称: 默认评价附有文字
-- unit: one row a rating
-- 单位: 每行一条评价
-- cohort: ratings of the period filled in by default
-- 口径: 期内的默认评价
-- definition: it has a comment although the platform filled it in: somebody wrote it, or it is no default
-- 定义: 由平台自动默认，却附有文字评价：或有人填写，或并非默认评价
-- source: domain.md 6, rating patterns
-- narrowed by: area, unit, item, platform, kind
SELECT
    concat_ws('|', platform, case_no, which) AS row_key,
    platform,
    case_no,
    item_name,
    unit_name,
    area,
    rated_at,
    level,
    comment,
    rating_channel,
    item_code,
    import_id,
    line
FROM rated
WHERE is_default AND trim(comment) <> ''
ORDER BY rated_on DESC, rated_at DESC, platform, case_no, row_key
