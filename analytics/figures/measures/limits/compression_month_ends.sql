-- name: Compression at the end of each month
-- 名称: 各月末时限压缩率
-- subject: limits
-- unit: share of days
-- 单位: 占时限天数的比例
-- cohort: service items in force at each month's last day with both limits
-- 口径: 各月末有效、法定时限和承诺时限都有的事项
-- definition: 1 - sum promised / sum statutory (ratio of sums) over the item list in force on that day
-- 定义: 1 − 当日有效事项清单的承诺时限合计 ÷ 法定时限合计（合计比）
-- source: domain.md 4, compression_promised
WITH months AS (
    SELECT CAST(unnest(generate_series(
        date_trunc('month', greatest(period_start(), (SELECT first_day FROM scope))),
        date_trunc('month', least(period_end(), as_of())),
        INTERVAL 1 MONTH
    )) AS DATE) AS month
)
SELECT
    months.month,
    count(*) AS items,
    1 - sum(CAST(item_versions.promised_days AS DECIMAL(18, 9))) / sum(CAST(item_versions.statutory_days AS DECIMAL(18, 9))) AS compression
FROM months
INNER JOIN item_versions
    ON item_versions.valid_from <= least(CAST(months.month + INTERVAL 1 MONTH - INTERVAL 1 DAY AS DATE), as_of())
    AND least(CAST(months.month + INTERVAL 1 MONTH - INTERVAL 1 DAY AS DATE), as_of()) < item_versions.valid_to
WHERE item_versions.statutory_days > 0
    AND item_versions.promised_days IS NOT NULL
    AND (immediate_counts() OR NOT item_versions.immediate)
GROUP BY months.month
ORDER BY months.month
