-- name: Status that nobody knows
-- 名称: 未知的办件状态
-- subject: findings
-- unit: one row a case
-- 单位: 每行一件
-- cohort: cases accepted (or else received, or applied for) in the period
-- 口径: 期内受理（未受理的按收件或申请）的办件
-- definition: the word of the status is in no mapping; the case counts by its times
-- 定义: 状态用语不在任何映射中；办件按其时间计算
-- source: domain.md 5, status
-- narrowed by: area, unit, item, platform, kind
SELECT
    concat_ws('|', platform, case_no) AS row_key,
    platform,
    case_no,
    item_name,
    unit_name,
    area,
    status AS status_word,
    accepted_at,
    closed_at,
    item_code,
    import_id,
    line
FROM told_cases
WHERE NOT list_contains(status_words(), status)
    AND told_on BETWEEN period_start() AND period_end()
ORDER BY status, platform, case_no
