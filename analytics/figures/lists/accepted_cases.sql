-- name: Cases accepted
-- 名称: 受理办件
-- subject: flow
-- unit: one row a case
-- 单位: 每行一件
-- cohort: accepted in the period
-- 口径: 期内受理的办件
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
FROM accepted_cases
ORDER BY accepted_at, case_no, platform
