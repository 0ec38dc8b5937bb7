-- name: Steps of ratings no longer told
-- 名称: 评价已不见的人工登记
-- subject: ratings
-- unit: one row a step
-- 单位: 每行一步
-- cohort: what was recorded by hand of negative ratings given in the period, without what was taken back
-- 口径: 期内差评的人工登记，不含已撤回的登记
-- definition: steps whose rating no export in force tells under its number, or none tells as negative: its import was undone, it was corrected, or its text changed where it names no case. They count in no figure and stay on record; unit and area as they were then
-- 定义: 现有导出中已没有该编号的评价，或已不是差评：导入被撤销、数据已更正，或未注明办件的评价文字有改动。不计入任何指标，记录保留；单位和地区为登记时的
-- source: domain.md 9
-- by: unit, area, platform
-- narrowed by: area, unit, platform
SELECT
    recorded_step_rows.id AS step_id,
    recorded_step_rows.platform,
    recorded_step_rows.rating_no,
    recorded_step_rows.case_no,
    recorded_step_rows.unit_name,
    recorded_step_rows.area,
    recorded_step_rows.rated_on,
    recorded_step_rows.step AS rating_step,
    recorded_step_rows.happened_on,
    recorded_step_rows.result AS step_result,
    recorded_step_rows.text,
    recorded_step_rows.who AS done_by,
    recorded_step_rows.at AS recorded_at
FROM recorded_step_rows
WHERE NOT EXISTS (
        SELECT 1
        FROM told_negatives
        WHERE told_negatives.platform = recorded_step_rows.platform
            AND told_negatives.rating_no = recorded_step_rows.rating_no
    )
    AND recorded_step_rows.rated_on BETWEEN period_start() AND period_end()
    AND recorded_step_rows.takes_back_id IS NULL
    AND recorded_step_rows.id NOT IN (
        SELECT rows.takes_back_id FROM recorded_step_rows AS rows WHERE rows.takes_back_id IS NOT NULL
    )
ORDER BY recorded_step_rows.rated_on DESC, recorded_step_rows.platform, recorded_step_rows.rating_no, step_id
