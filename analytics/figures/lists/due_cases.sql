-- name: Cases due
-- 名称: 到期办件
-- subject: lateness
-- unit: one row a case
-- 单位: 每行一件
-- cohort: due in the period, deadline passed
-- 口径: 到期日在期内且已过期限的办件
-- definition: the rows themselves
-- 定义: 逐件列出
-- source: domain.md 3
SELECT
    platform,
    case_no,
    item_name,
    unit_name,
    area,
    accepted_at,
    due_on,
    closed_at,
    light,
    used_days,
    remaining_days,
    overdue_days,
    paused_days,
    limit_days,
    limit_unit,
    promised_days,
    statutory_days,
    case_kind,
    status,
    provisional,
    platform_due_at,
    item_code,
    is_open,
    missed,
    closed_late,
    computed_due_on,
    due_source,
    import_id,
    line
FROM due_cases
ORDER BY overdue_days DESC, due_on, case_no, platform
