-- name: Time-limit compression by area
-- 名称: 各地区时限压缩率
-- unit: share of days
-- cohort: service items in force at the as-of day with both limits
-- definition: 1 - sum promised / sum statutory over the items of the area
-- source: domain.md 4, compression_promised
SELECT
    area,
    count(*) AS items,
    sum(statutory_days) AS statutory_days,
    sum(promised_days) AS promised_days,
    1 - sum(promised_days) / sum(statutory_days) AS compression
FROM items
WHERE statutory_days > 0 AND promised_days IS NOT NULL AND (immediate_counts() OR NOT immediate)
GROUP BY area
ORDER BY compression, area
