-- name: Steps recorded by hand
-- 名称: 人工登记的差评办理
-- subject: ratings
-- unit: one row a step
-- 单位: 每行一步
-- cohort: what was recorded by hand of negative ratings given in the period, what was taken back included
-- 口径: 期内差评的人工登记，含已撤回的登记
-- definition: verifying, rectifying and every attempt to ask the rater again, with who and when
-- 定义: 核实、整改及每次回访，附登记人和登记时间
-- source: domain.md 9
-- by: unit, area, platform
-- narrowed by: area, unit, item, platform, kind
WITH gone AS (SELECT takes_back_id FROM rating_step_rows WHERE takes_back_id IS NOT NULL)
SELECT
    rating_step_rows.id AS step_id,
    negative_ratings.platform,
    negative_ratings.rating_no,
    negative_ratings.case_no,
    negative_ratings.unit_name,
    negative_ratings.area,
    negative_ratings.rated_on,
    rating_step_rows.step AS rating_step,
    rating_step_rows.happened_on,
    rating_step_rows.result AS step_result,
    rating_step_rows.is_complex,
    rating_step_rows.text,
    rating_step_rows.who AS done_by,
    rating_step_rows.at AS recorded_at,
    rating_step_rows.takes_back_id,
    rating_step_rows.id IN (SELECT gone.takes_back_id FROM gone) AS is_taken_back
FROM rating_step_rows
INNER JOIN negative_ratings
    ON negative_ratings.platform = rating_step_rows.platform
    AND negative_ratings.rating_no = rating_step_rows.rating_no
ORDER BY negative_ratings.platform, negative_ratings.rating_no, rating_step_rows.id
