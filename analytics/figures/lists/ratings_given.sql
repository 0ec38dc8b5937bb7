-- name: Ratings given
-- 名称: 评价明细
-- subject: ratings
-- unit: one row a rating
-- 单位: 每行一条评价
-- cohort: ratings given in the period
-- 口径: 期内作出的评价
-- definition: the rows themselves
-- 定义: 逐条列出
-- source: domain.md 4, positive_rate
SELECT
    platform,
    case_no,
    unit_name,
    area,
    rated_at,
    level,
    positive,
    is_default,
    rating_channel,
    comment,
    CASE WHEN negative THEN rectify_by END AS rectify_by,
    rectified_on,
    revisited_on,
    import_id,
    line
FROM rated
ORDER BY level DESC, rated_at DESC, platform, case_no, line
