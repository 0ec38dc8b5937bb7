-- name: Cases told completely
-- 名称: 办件信息完整率
-- unit: share of cases
-- 单位: 占办件的比例
-- cohort: cases accepted in the period
-- 口径: 期内受理的办件
-- definition: with a unit, a service item and a due day, and not closed before they were accepted, / all in the cohort
-- 定义: 单位、事项、到期日齐全且办结不早于受理的件数 ÷ 口径内全部件数
-- formula: complete_rate = complete / accepted
-- source: domain.md 10
-- by: unit, area, item, platform, kind, channel, day of accepted_on
-- narrowed by: area, unit, item, platform, kind
-- share: complete of accepted
-- order: complete_rate, accepted DESC
-- rows: accepted_cases
-- count: accepted
SELECT
    count(*) AS accepted,
    count(*) FILTER (WHERE is_complete) AS complete,
    count(*) FILTER (WHERE is_complete) / nullif(count(*), 0) AS complete_rate
FROM (
    SELECT
        *,
        unit_name IS NOT NULL
            AND coalesce(item_name, item_code) IS NOT NULL
            AND due_on IS NOT NULL
            AND coalesce(closed_on >= accepted_on, TRUE) AS is_complete
    FROM accepted_cases
) AS looked_through
