-- name: Open cases
-- 名称: 在办办件
-- subject: flow
-- unit: one row a case
-- 单位: 每行一件
-- cohort: the stock at the as-of day
-- 口径: 统计日的存量
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
FROM open_cases
ORDER BY remaining_days, case_no, platform
