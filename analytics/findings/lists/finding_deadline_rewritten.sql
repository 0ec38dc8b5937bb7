-- name: Deadline rewritten between imports
-- 名称: 两次导入之间改写时限
-- unit: one row a case and rewriting
-- 单位: 每行一次改写
-- cohort: cases that came in more than one import; the later one tells of days in the period, up to the as-of day
-- 口径: 多次导入的办件；后一次导入的数据日期在期内且不晚于统计日
-- definition: the due day, the statutory or promised limit (number or unit) or the acceptance time differs from the import before, both being known
-- 定义: 与上一次导入相比，到期日、法定或承诺时限（数值或单位）、受理时间不一致，且两次均有值
-- source: domain.md 6, deadline rewritten
-- narrowed by: area, unit, item, platform, kind
WITH pairs AS (
    SELECT
        *,
        lag(file) OVER earlier AS earlier_file,
        lag(due_at) OVER earlier AS earlier_due_at,
        lag(accepted_at) OVER earlier AS earlier_accepted_at,
        lag(promised_limit) OVER earlier AS earlier_promised_limit,
        lag(promised_unit) OVER earlier AS earlier_promised_unit,
        lag(statutory_limit) OVER earlier AS earlier_statutory_limit,
        lag(statutory_unit) OVER earlier AS earlier_statutory_unit
    FROM told_versions
    WINDOW earlier AS (PARTITION BY platform, case_no ORDER BY age DESC)
),
compared AS (
    SELECT
        *,
        CAST(due_at AS DATE) <> CAST(earlier_due_at AS DATE) AS due_day_differs,
        promised_limit <> earlier_promised_limit OR promised_unit <> earlier_promised_unit AS promised_differs,
        statutory_limit <> earlier_statutory_limit OR statutory_unit <> earlier_statutory_unit AS statutory_differs,
        told_apart(accepted_at, earlier_accepted_at) AS acceptance_differs
    FROM pairs
)
SELECT
    concat_ws('|', told_cases.platform, told_cases.case_no, compared.exported_on) AS row_key,
    told_cases.platform,
    told_cases.case_no,
    told_cases.item_name,
    told_cases.unit_name,
    told_cases.area,
    CASE WHEN due_day_differs THEN CAST(earlier_due_at AS DATE) END AS due_day_before,
    CASE WHEN due_day_differs THEN CAST(compared.due_at AS DATE) END AS due_day_after,
    CASE WHEN promised_differs THEN concat_ws(' ', earlier_promised_limit, earlier_promised_unit) END AS promised_before,
    CASE WHEN promised_differs THEN concat_ws(' ', promised_limit, promised_unit) END AS promised_after,
    CASE WHEN statutory_differs THEN concat_ws(' ', earlier_statutory_limit, earlier_statutory_unit) END
        AS statutory_before,
    CASE WHEN statutory_differs THEN concat_ws(' ', statutory_limit, statutory_unit) END AS statutory_after,
    CASE WHEN acceptance_differs THEN earlier_accepted_at END AS accepted_before,
    CASE WHEN acceptance_differs THEN compared.accepted_at END AS accepted_after,
    compared.earlier_file AS before_file,
    compared.file AS after_file,
    told_cases.item_code,
    compared.import_id,
    compared.line
FROM compared
INNER JOIN told_cases ON told_cases.platform = compared.platform AND told_cases.case_no = compared.case_no
WHERE (due_day_differs OR promised_differs OR statutory_differs OR acceptance_differs)
    AND compared.told_on BETWEEN period_start() AND period_end()
    AND compared.told_on <= as_of()
ORDER BY compared.told_on DESC, told_cases.platform, told_cases.case_no
