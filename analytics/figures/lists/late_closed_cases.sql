-- name: Cases closed late
-- 名称: 逾期办结办件
-- subject: lateness
-- unit: one row a case
-- 单位: 每行一件
-- cohort: closed in the period after the deadline
-- 口径: 期内超过期限后才办结的办件
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
FROM closed_cases
WHERE closed_late
ORDER BY overdue_days DESC, case_no, platform
