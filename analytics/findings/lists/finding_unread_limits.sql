-- name: Limits that could not be read
-- 名称: 无法识别的时限
-- subject: findings
-- unit: one row a case or service item
-- 单位: 每行一个办件或事项
-- cohort: cases accepted (or else received, or applied for) in the period; service items in the version in force at the as-of day
-- 口径: 期内受理（未受理的按收件或申请）的办件；统计日有效版本中的事项
-- definition: what stands as the statutory or promised limit, or as the extension, is no limit that anybody can count; the limit is lost, the case counts
-- 定义: 法定时限、承诺时限或延长天数一栏的内容无法计算；时限缺失，办件仍计入
-- source: domain.md 5, limits
-- narrowed by: area, unit, item
SELECT
    concat_ws('|', 'case', platform, case_no) AS row_key,
    platform,
    case_no,
    item_code,
    item_name,
    unit_name,
    area,
    statutory_unread,
    promised_unread,
    extension_unread,
    accepted_at,
    import_id,
    line
FROM told_cases
WHERE coalesce(statutory_unread, promised_unread, extension_unread) IS NOT NULL
    AND told_on BETWEEN period_start() AND period_end()
UNION ALL
SELECT
    concat_ws('|', 'item', item_key),
    platform,
    NULL,
    item_code,
    item_name,
    unit_name,
    area,
    statutory_unread,
    promised_unread,
    NULL,
    NULL,
    import_id,
    line
FROM items
WHERE coalesce(statutory_unread, promised_unread) IS NOT NULL
ORDER BY accepted_at DESC NULLS LAST, platform, case_no, item_code
