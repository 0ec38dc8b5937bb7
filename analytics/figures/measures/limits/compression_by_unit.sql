-- name: Time-limit compression by unit
-- 名称: 各单位时限压缩率
-- subject: limits
-- unit: share of days
-- 单位: 占时限天数的比例
-- cohort: service items in force at the as-of day with both limits
-- 口径: 统计日有效、法定时限和承诺时限都有的事项
-- definition: 1 - sum promised / sum statutory over the unit's items
-- 定义: 1 − 本单位事项承诺时限合计 ÷ 法定时限合计
-- formula: compression = 1 - promised_days / statutory_days
-- source: domain.md 4, compression_promised
SELECT
    unit_name,
    count(*) AS items,
    CAST(sum(CAST(statutory_days AS DECIMAL(18, 9))) AS DOUBLE) AS statutory_days,
    CAST(sum(CAST(promised_days AS DECIMAL(18, 9))) AS DOUBLE) AS promised_days,
    1 - sum(CAST(promised_days AS DECIMAL(18, 9))) / sum(CAST(statutory_days AS DECIMAL(18, 9))) AS compression
FROM items
WHERE statutory_days > 0 AND promised_days IS NOT NULL AND (immediate_counts() OR NOT immediate)
GROUP BY unit_name
ORDER BY compression, unit_name
