-- name: Time-limit compression by unit
-- 名称: 各单位时限压缩率
-- unit: share of days
-- cohort: service items in force at the as-of day with both limits
-- definition: 1 - sum promised / sum statutory over the unit's items
-- source: domain.md 4, compression_promised
SELECT
    unit_name,
    count(*) AS items,
    sum(statutory_days) AS statutory_days,
    sum(promised_days) AS promised_days,
    1 - sum(promised_days) / sum(statutory_days) AS compression
FROM items
WHERE statutory_days > 0 AND promised_days IS NOT NULL AND (immediate_counts() OR NOT immediate)
GROUP BY unit_name
ORDER BY compression, unit_name
