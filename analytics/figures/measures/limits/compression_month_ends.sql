-- name: Compression at the end of each month
-- 名称: 各月末时限压缩率
-- unit: share of days
-- 单位: 占时限天数的比例
-- cohort: service items in force at each month's last day with both limits
-- 口径: 各月末有效、法定时限和承诺时限都有的事项
-- definition: 1 - sum promised / sum statutory (ratio of sums) over the item list in force on that day
-- 定义: 1 − 当日有效事项清单的承诺时限合计 ÷ 法定时限合计（合计比）
-- source: domain.md 4, compression_promised
-- by: nothing
-- narrowed by: area, unit, item
WITH month_ends AS (
    SELECT DISTINCT
        day AS month,
        least(CAST(day + INTERVAL 1 MONTH - INTERVAL 1 DAY AS DATE), as_of()) AS last_day
    FROM days
    WHERE day(day) = 1
        AND day >= date_trunc('month', greatest(period_start(), (SELECT first_day FROM scope)))
        AND day <= least(period_end(), as_of())
)
SELECT
    month_ends.month,
    count(*) AS items,
    1 - sum(CAST(item_versions.promised_days AS DECIMAL(18, 9)))
        / nullif(sum(CAST(item_versions.statutory_days AS DECIMAL(18, 9))), 0) AS compression
FROM month_ends
INNER JOIN item_versions
    ON item_versions.valid_from <= month_ends.last_day AND month_ends.last_day < item_versions.valid_to
WHERE comparable(item_versions.statutory_days, item_versions.promised_days, item_versions.immediate)
GROUP BY month_ends.month
ORDER BY month_ends.month
