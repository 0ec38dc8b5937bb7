-- name: Time-limit compression by area
-- 名称: 各地区时限压缩率
-- subject: limits
-- unit: share of days
-- 单位: 占时限天数的比例
-- cohort: service items in force at the as-of day with both limits
-- 口径: 统计日有效、法定时限和承诺时限都有的事项
-- definition: 1 - sum promised / sum statutory over the items of the area
-- 定义: 1 − 本地区事项承诺时限合计 ÷ 法定时限合计
-- formula: compression = 1 - promised_days / statutory_days
-- source: domain.md 4, compression_promised
SELECT
    area,
    count(*) AS items,
    CAST(sum(CAST(statutory_days AS DECIMAL(18, 9))) AS DOUBLE) AS statutory_days,
    CAST(sum(CAST(promised_days AS DECIMAL(18, 9))) AS DOUBLE) AS promised_days,
    1 - sum(CAST(promised_days AS DECIMAL(18, 9))) / sum(CAST(statutory_days AS DECIMAL(18, 9))) AS compression
FROM items
WHERE statutory_days > 0 AND promised_days IS NOT NULL AND (immediate_counts() OR NOT immediate)
GROUP BY area
ORDER BY compression, area
