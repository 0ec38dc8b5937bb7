-- name: Cases with the default limit, of the units that have it too often
-- 名称: 时限疑似默认值单位的相应办件
-- columns: case
-- cohort: cases accepted in the period with a limit of exactly default_limit_days working days
-- 口径: 期内受理、承诺时限恰为 default_limit_days 个工作日的办件
-- definition: those of the units in the finding
-- 定义: 属于该疑点所列单位的办件
-- source: domain.md 6, default limits
SELECT *
FROM (
    SELECT
        *,
        count(*) OVER of_unit AS cases,
        count(*) FILTER (WHERE limit_unit = 'working' AND promised_days = default_limit_days()) OVER of_unit
            AS with_default
    FROM accepted_cases
    WHERE promised_days > 0 AND unit_name IS NOT NULL
    WINDOW of_unit AS (PARTITION BY unit_name, area)
) AS limited
WHERE limit_unit = 'working'
    AND promised_days = default_limit_days()
    AND cases >= default_limit_minimum()
    AND with_default >= default_limit_share() * cases
ORDER BY unit_name, accepted_at, platform, case_no
