-- name: What the clock of a case runs on
-- 名称: 办件计时依据
-- subject: case
-- unit: one row a case
-- 单位: 每行一件
-- cohort: every case there is, the excluded ones too; what the as-of day does not know yet is empty
-- 口径: 全部办件，含不计入统计的办件；统计日之后的内容留空
-- definition: the facts (acceptance, limit, extension, closing, the platform's due date) and what the view cases makes of them: due day, used, paused and overdue days, light
-- 定义: 计时依据（受理、时限、延长、办结、平台到期日）以及据此得出的到期日、已用、暂停、超期天数和红黄绿灯
-- source: domain.md 2
-- narrowed by: area, unit, item, platform, kind
SELECT
    case_rows.platform,
    case_rows.case_no,
    case_rows.item_code,
    case_rows.item_name,
    case_rows.unit_name,
    case_rows.area,
    case_rows.applied_at,
    case_rows.received_at,
    case_rows.accepted_at,
    case_rows.accepted_on,
    CASE WHEN case_rows.closed_on <= as_of() THEN case_rows.closed_at END AS closed_at,
    CASE WHEN case_rows.closed_on <= as_of() THEN case_rows.closed_on END AS closed_on,
    case_rows.platform_due_at,
    case_rows.platform_due_on,
    case_rows.due_instant,
    case_rows.due_source,
    CASE case_rows.limit_unit
        WHEN 'month' THEN case_rows.limit_days - coalesce(case_rows.extension_days, 0)
        ELSE case_rows.limit_days
    END AS clock_limit,
    case_rows.limit_unit,
    coalesce(case_rows.extension_days, 0) AS extension_days,
    case_rows.statutory_limit,
    case_rows.statutory_unit,
    case_rows.case_kind,
    CASE WHEN as_of() < case_rows.stands_until AND case_rows.status IN ('withdrawn', 'rejected', 'void') THEN 'open' ELSE case_rows.status END AS status,
    case_rows.result,
    case_rows.channel,
    CASE
        WHEN case_rows.accepted_on <= as_of()
            AND case_rows.stands_from <= as_of()
            AND as_of() < case_rows.stands_until
            THEN 'counted'
        ELSE case_rows.standing
    END AS standing,
    CASE WHEN case_rows.finished_on <= as_of() THEN case_rows.finished_on END AS finished_on,
    CASE WHEN case_rows.finished_on <= as_of() THEN case_rows.open_told_on END AS open_told_on,
    case_rows.closed_before_accepted,
    case_rows.applicant,
    case_rows.project_code,
    case_rows.stage,
    case_rows.calendar,
    case_rows.import_id,
    case_rows.sheet,
    case_rows.line,
    cases.due_on,
    cases.computed_due_on,
    cases.provisional,
    cases.is_paused,
    cases.missed,
    cases.closed_late,
    cases.used_days,
    cases.paused_days,
    cases.remaining_days,
    cases.overdue_days,
    cases.light
FROM case_rows
LEFT JOIN cases ON cases.platform = case_rows.platform AND cases.case_no = case_rows.case_no
-- of a case that events tell in several rows, the one that stands at the as-of day
QUALIFY row_number() OVER (
    PARTITION BY case_rows.platform, case_rows.case_no
    ORDER BY case_rows.stands_from <= as_of() DESC, case_rows.stands_from DESC
) = 1
ORDER BY case_rows.case_no, case_rows.platform
