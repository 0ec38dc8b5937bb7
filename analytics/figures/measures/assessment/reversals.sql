-- name: Reversed deductions
-- 名称: 扣分冲销
-- unit: reversals, and points
-- 单位: 笔、分
-- cohort: reversals of entries about a day of the period
-- 口径: 所涉日期在期内的冲销记录
-- definition: how many entries were reversed and how many points came back; of those, by appeal. Why they were is a figure of the data's quality
-- 定义: 被冲销的笔数和退回的分值，其中经申诉的笔数。冲销原因反映数据质量
-- source: domain.md 8
-- by: unit, area, reason, day of event_on
-- narrowed by: area, unit, platform
-- order: reversals DESC, points_back DESC
SELECT
    count(*) AS reversals,
    CAST(coalesce(-sum(points), 0) AS INTEGER) AS points_back,
    count(*) FILTER (WHERE appeal_id IS NOT NULL) AS by_appeal
FROM dated_ledger
WHERE entry_kind = 'reversal'
