-- name: Withdrawn after the due day
-- 名称: 到期后撤回
-- subject: findings
-- unit: one row a case
-- 单位: 每行一件
-- cohort: cases withdrawn or made void in the period, up to the as-of day
-- 口径: 期内且不晚于统计日撤回或作废的办件
-- definition: it was withdrawn after its due day had passed: until then it was overdue, since then it is in no rate
-- 定义: 到期日过后才撤回：此前为超期办件，此后不计入任何比率
-- source: domain.md 3, what happened later does not erase what was
-- narrowed by: area, unit, item, platform, kind
SELECT
    concat_ws('|', told_cases.platform, told_cases.case_no) AS row_key,
    told_cases.platform,
    told_cases.case_no,
    told_cases.item_name,
    told_cases.unit_name,
    told_cases.area,
    told_cases.accepted_at,
    left_cases.due_on,
    left_cases.left_on,
    left_day.workday_no - due_day.workday_no AS overdue_days,
    told_cases.status,
    told_cases.item_code,
    told_cases.import_id,
    told_cases.line
FROM left_cases
INNER JOIN told_cases ON told_cases.platform = left_cases.platform AND told_cases.case_no = left_cases.case_no
INNER JOIN days AS left_day ON left_day.calendar = left_cases.calendar AND left_day.day = left_cases.left_on
INNER JOIN days AS due_day ON due_day.calendar = left_cases.calendar AND due_day.day = left_cases.due_on
WHERE left_cases.left_on > left_cases.due_on
    AND left_cases.left_on BETWEEN period_start() AND period_end()
    AND left_cases.left_on <= as_of()
ORDER BY overdue_days DESC, told_cases.platform, told_cases.case_no
