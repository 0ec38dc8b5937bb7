-- name: Closed months of the assessment
-- 名称: 已关账月份
-- subject: assessment
-- unit: one row a month
-- 单位: 每行一个月
-- cohort: months closed by the day that is looked at
-- 口径: 查看日之前已关账的月份
-- definition: entries and points of the batch as they were frozen, the day until which units could appeal, its fingerprint
-- 定义: 关账时固定的笔数、分值，申诉截止日和指纹
-- source: domain.md 8
-- by: nothing
-- narrowed by: nothing
SELECT
    batch_rows.month,
    CAST(batch_rows.entries AS INTEGER) AS entries,
    CAST(batch_rows.points AS INTEGER) AS points,
    batch_rows.as_of,
    batch_rows.rule_version,
    batch_rows.appeal_until,
    batch_rows.sha256,
    batch_rows.snapshot,
    batch_rows.who AS done_by,
    batch_rows.at AS happened_at
FROM batch_rows
CROSS JOIN register_day
WHERE CAST(batch_rows.at AS DATE) <= register_day.day
ORDER BY batch_rows.month DESC
