-- name: Open and overdue at the end of each month
-- 名称: 各月末超期未办结
-- unit: cases
-- 单位: 件
-- cohort: the stock at each month's last day (of the last month: the as-of day), as far as the period reaches
-- 口径: 期内各月最后一天（最后一个月为统计日）的存量
-- definition: open and past the deadline on that day; due days as they stand at the as-of day
-- 定义: 当日已过期限仍在办的件数；到期日以统计日为准
-- source: domain.md 4, open_overdue
-- by: nothing
-- narrowed by: area, unit, item, platform, kind
WITH late AS (
    SELECT due_on, closed_on FROM cases WHERE missed
),
months AS (
    SELECT DISTINCT day AS month
    FROM days
    WHERE day(day) = 1
        AND day >= date_trunc('month', greatest(period_start(), (SELECT coalesce(min(late.due_on), as_of()) FROM late)))
        AND day <= least(period_end(), as_of())
),
ends AS (
    SELECT
        month,
        least(CAST(month + INTERVAL 1 MONTH - INTERVAL 1 DAY AS DATE), period_end(), as_of()) AS day
    FROM months
)
SELECT
    ends.month,
    count(late.due_on) AS open_overdue
FROM ends
LEFT JOIN late ON late.due_on < ends.day AND (late.closed_on IS NULL OR late.closed_on > ends.day)
GROUP BY ends.month
ORDER BY ends.month
