-- name: Due before it was accepted
-- 名称: 到期日早于受理日
-- subject: findings
-- unit: one row a case
-- 单位: 每行一件
-- cohort: cases accepted in the period with a due date of their platform
-- 口径: 期内受理且有平台到期日的办件
-- definition: the platform's due day lies before the acceptance day; it decides nothing
-- 定义: 平台到期日早于受理日；该到期日不起作用
-- source: domain.md 2, order faults
-- narrowed by: area, unit, item, platform, kind
SELECT
    concat_ws('|', platform, case_no) AS row_key,
    platform,
    case_no,
    item_name,
    unit_name,
    area,
    accepted_at,
    platform_due_at,
    date_diff('day', platform_due_on, CAST(accepted_at AS DATE)) AS days_apart,
    closed_at,
    item_code,
    import_id,
    line
FROM told_cases
WHERE CAST(accepted_at AS DATE) BETWEEN period_start() AND period_end()
    AND platform_due_on < CAST(accepted_at AS DATE)
ORDER BY days_apart DESC, platform, case_no
