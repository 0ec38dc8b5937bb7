-- name: Returned near the due day and applied for again
-- 名称: 临期退回后即重新申报
-- unit: one row a returned case
-- 单位: 每行一件退回件
-- cohort: cases returned in the period, with a known applicant
-- 口径: 期内退回且申请人可识别的办件
-- definition: returned at most resubmitted_due_days working days before or after the due day, and another case of the same platform, item, unit and applicant applied for within resubmitted_hours hours after it
-- 定义: 退回日与到期日相差不超过 resubmitted_due_days 个工作日，且退回后 resubmitted_hours 小时内同平台、同事项、同单位、同申请人再次申请
-- source: domain.md 6, resubmitted
-- narrowed by: area, unit, item, platform, kind
WITH returned AS (
    SELECT
        cases.*,
        closed_day.workday_no - due_day.workday_no AS days_from_due_day
    FROM cases
    INNER JOIN days AS closed_day ON closed_day.calendar = cases.calendar AND closed_day.day = cases.closed_on
    INNER JOIN days AS due_day ON due_day.calendar = cases.calendar AND due_day.day = cases.due_on
    WHERE cases.status = 'returned'
        AND cases.closed_on BETWEEN period_start() AND period_end()
        AND abs(closed_day.workday_no - due_day.workday_no) <= resubmitted_due_days()
)
SELECT
    concat_ws('|', returned.platform, returned.case_no) AS row_key,
    returned.platform,
    returned.case_no,
    returned.item_name,
    returned.unit_name,
    returned.area,
    returned.accepted_at,
    returned.due_on,
    returned.closed_at,
    returned.days_from_due_day,
    again.case_no AS again_case_no,
    again.applied_at AS again_applied_at,
    round(date_diff('second', returned.closed_at, again.applied_at) / 3600, 1) AS hours_between,
    returned.item_code,
    returned.import_id,
    returned.line
FROM returned
INNER JOIN told_cases AS again
    ON again.platform = returned.platform
    AND again.applicant_key = returned.applicant_key
    AND again.item_code IS NOT DISTINCT FROM returned.item_code
    AND again.unit_name IS NOT DISTINCT FROM returned.unit_name
    AND again.case_no <> returned.case_no
    AND again.applied_at > returned.closed_at
    AND date_diff('second', returned.closed_at, again.applied_at) <= resubmitted_hours() * 3600
QUALIFY row_number() OVER (
    PARTITION BY returned.platform, returned.case_no ORDER BY again.applied_at, again.case_no
) = 1
ORDER BY returned.closed_at DESC, returned.platform, returned.case_no
