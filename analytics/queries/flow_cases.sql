-- name: Cases of the period
-- 名称: 结转办件
-- unit: one row a case
-- cohort: accepted on or before the period's end and not closed before its start
-- definition: the rows themselves
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
FROM flow_cases
ORDER BY accepted_at, case_no
