-- name: Open overdue cases
-- 名称: 超期未办结办件
-- subject: lateness
-- unit: one row a case
-- 单位: 每行一件
-- cohort: the stock at the as-of day past its deadline
-- 口径: 统计日已过期限的存量
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
    age,
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
FROM overdue_stock
ORDER BY overdue_days DESC, case_no, platform
