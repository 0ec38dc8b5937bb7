-- name: Open in one platform, closed in another
-- 名称: 一平台在办、另一平台已办结
-- unit: one row a case number
-- 单位: 每行一个办件编号
-- cohort: cases accepted in the period that another platform shows too; withdrawn, void and rejected ones left out
-- 口径: 期内受理且另一平台也有的办件，不含撤回、作废、不予受理
-- definition: at the as-of day the same case number is open in one platform and closed in another
-- 定义: 统计日时同一办件编号在一个平台未办结、在另一平台已办结
-- source: domain.md 6, platforms disagree
-- narrowed by: area, unit, item, platform, kind
SELECT
    accepted_cases.case_no AS row_key,
    accepted_cases.case_no,
    accepted_cases.platform,
    accepted_cases.item_name,
    accepted_cases.unit_name,
    accepted_cases.area,
    accepted_cases.accepted_at,
    CASE WHEN accepted_cases.is_open THEN accepted_cases.platform ELSE other.platform END AS open_in,
    CASE WHEN accepted_cases.is_open THEN other.platform ELSE accepted_cases.platform END AS closed_in,
    coalesce(accepted_cases.closed_at, other.closed_at) AS closed_at,
    accepted_cases.due_on,
    accepted_cases.overdue_days,
    accepted_cases.item_code,
    accepted_cases.import_id,
    accepted_cases.line
FROM accepted_cases
INNER JOIN case_copies AS other ON other.case_no = accepted_cases.case_no
WHERE other.accepted_on <= as_of() AND other.stands_from <= as_of() AND as_of() < other.stands_until
    AND accepted_cases.is_open <> ((other.closed_on IS NULL OR other.closed_on > as_of())
        AND (other.finished_on IS NULL OR other.finished_on > as_of()))
QUALIFY row_number() OVER (
    PARTITION BY accepted_cases.case_no ORDER BY accepted_cases.is_open DESC, accepted_cases.platform, other.platform
) = 1
ORDER BY accepted_cases.accepted_at, accepted_cases.case_no
