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
WITH gone AS (SELECT takes_back_id FROM rating_step_rows WHERE takes_back_id IS NOT NULL),
recorded AS (
    SELECT
        id AS step_id,
        platform AS of_platform,
        rating_no AS of_rating,
        step AS rating_step,
        happened_on,
        result AS step_result,
        is_complex,
        text,
        who AS done_by,
        at AS recorded_at,
        takes_back_id,
        id IN (SELECT gone.takes_back_id FROM gone) AS is_taken_back
    FROM rating_step_rows
)
SELECT
    recorded.step_id,
    negative_ratings.platform,
    negative_ratings.rating_no,
    negative_ratings.case_no,
    negative_ratings.unit_name,
    negative_ratings.area,
    negative_ratings.rated_on,
    recorded.rating_step,
    recorded.happened_on,
    recorded.step_result,
    recorded.is_complex,
    recorded.text,
    recorded.done_by,
    recorded.recorded_at,
    recorded.takes_back_id,
    recorded.is_taken_back
FROM recorded
INNER JOIN negative_ratings
    ON negative_ratings.platform = recorded.of_platform AND negative_ratings.rating_no = recorded.of_rating
ORDER BY negative_ratings.platform, negative_ratings.rating_no, recorded.step_id
