-- name: Time-limit compression
-- 名称: 承诺时限压缩率
-- unit: share of days
-- 单位: 占时限天数的比例
-- cohort: service items in force at the as-of day with both limits
-- 口径: 统计日有效、法定时限和承诺时限都有的事项
-- definition: 1 - sum promised / sum statutory over the items (ratio of sums); a limit of 0 is 0 days
-- 定义: 1 − 事项承诺时限合计 ÷ 法定时限合计（合计比）；时限为 0 的计 0 天
-- formula: compression = 1 - promised_days / statutory_days
-- source: domain.md 4, compression_promised
-- by: unit, area, item, platform, kind of item_type
-- narrowed by: area, unit, item
-- order: compression
-- rows: compared_items
-- count: items
SELECT
    count(*) AS items,
    CAST(sum(CAST(statutory_days AS DECIMAL(18, 9))) AS DOUBLE) AS statutory_days,
    CAST(sum(CAST(promised_days AS DECIMAL(18, 9))) AS DOUBLE) AS promised_days,
    1 - sum(CAST(promised_days AS DECIMAL(18, 9))) / nullif(sum(CAST(statutory_days AS DECIMAL(18, 9))), 0)
        AS compression
FROM compared_items
