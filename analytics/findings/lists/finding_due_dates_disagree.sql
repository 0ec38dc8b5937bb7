-- name: Platform's due day differs from the computed one
-- 名称: 平台到期日与计算结果不一致
-- unit: one row a case
-- 单位: 每行一件
-- cohort: cases accepted in the period with both due days
-- 口径: 期内受理、两个到期日齐全的办件
-- definition: the platform's due day is not the computed one (limit, extension, ended pauses); cases with a pause that has not ended at the as-of day are left out
-- 定义: 平台到期日与按时限、延期和已结束暂停计算的到期日不同；统计日时有暂停尚未结束的不计
-- source: domain.md 2, platform due date
-- narrowed by: area, unit, item, platform, kind
SELECT
    concat_ws('|', platform, case_no) AS row_key,
    platform,
    case_no,
    item_name,
    unit_name,
    area,
    accepted_at,
    limit_days,
    limit_unit,
    paused_days,
    platform_due_on,
    computed_due_on AS computed_on,
    date_diff('day', computed_due_on, platform_due_on) AS days_apart,
    closed_at,
    item_code,
    import_id,
    line
FROM accepted_cases
WHERE platform_due_on <> computed_due_on
    AND NOT EXISTS (
        SELECT 1 FROM pause_rows
        WHERE pause_rows.platform = accepted_cases.platform
            AND pause_rows.case_no = accepted_cases.case_no
            AND (pause_rows.end_on IS NULL OR pause_rows.end_on > as_of())
    )
ORDER BY abs(date_diff('day', computed_due_on, platform_due_on)) DESC, accepted_at, platform, case_no
