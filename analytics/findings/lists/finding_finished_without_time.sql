-- name: Finished without a closing time
-- 名称: 已办结但无办结时间
-- subject: findings
-- unit: one row a case
-- 单位: 每行一件
-- cohort: cases that an export tells as finished without saying when; the first that does in the period, up to the as-of day
-- 口径: 导出数据称已办结却无办结时间的办件；首次如此导出的日期在期内且不晚于统计日
-- definition: not open from then on; on time or late only where the exports settle it: told finished on or before the due day, or still open in an export after it
-- 定义: 自该次导出起不再在办；仅在导出可以判定时计为按时或超期：到期日或以前已称办结，或到期日后的导出仍称在办
-- source: domain.md 3, finished without a closing time
-- narrowed by: area, unit, item, platform, kind
SELECT
    concat_ws('|', told_cases.platform, told_cases.case_no) AS row_key,
    told_cases.platform,
    told_cases.case_no,
    told_cases.item_name,
    told_cases.unit_name,
    told_cases.area,
    told_cases.accepted_at,
    cases.due_on,
    told_cases.finished_on,
    CASE
        WHEN cases.outcome_unknown THEN 'unknown'
        WHEN cases.missed THEN 'late'
        WHEN cases.due_on IS NOT NULL THEN 'on_time'
    END AS outcome,
    told_cases.status,
    told_cases.item_code,
    told_cases.import_id,
    told_cases.line
FROM told_cases
LEFT JOIN cases ON cases.platform = told_cases.platform AND cases.case_no = told_cases.case_no
WHERE told_cases.finished_on BETWEEN period_start() AND period_end() AND told_cases.finished_on <= as_of()
ORDER BY told_cases.finished_on DESC, told_cases.platform, told_cases.case_no
