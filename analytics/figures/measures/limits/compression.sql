-- name: Time-limit compression on every basis
-- 名称: 时限压缩率
-- unit: share of days
-- 单位: 占时限天数的比例
-- cohort: service items in force at the as-of day; cases closed in the period
-- 口径: 统计日有效的事项；期内办结的办件
-- definition: ratio of sums: 1 - sum promised / sum statutory over items; mean of items: mean of 1 - promised / statutory; by cases: as the first over closed cases; actual: 1 - sum used / sum statutory (or promised) over closed cases
-- 定义: 合计比：1 − 事项承诺时限合计 ÷ 法定时限合计；事项平均：各事项（1 − 承诺 ÷ 法定）的平均；按办件：以办结办件为单位的合计比；实际：1 − 办结办件已用天数合计 ÷ 法定（或承诺）天数合计
-- source: domain.md 4, compression
-- by: nothing
-- narrowed by: area, unit, item
-- Days are summed as decimals or whole billionths, which gives the same figure to the last digit in whatever order the rows
-- come. A limit of 0 counts as 0 days in the sums; the mean, in which it would divide by nothing, leaves it out.
WITH item_sums AS (
    SELECT
        CAST(sum(CAST(statutory_days AS DECIMAL(18, 9))) FILTER (WHERE has_both) AS DOUBLE) AS statutory_days,
        CAST(sum(CAST(promised_days AS DECIMAL(18, 9))) FILTER (WHERE has_both) AS DOUBLE) AS promised_days,
        avg(CAST(1 - promised_days / nullif(statutory_days, 0) AS DECIMAL(30, 12))) FILTER (WHERE has_both)
            AS mean_compression,
        count(*) FILTER (WHERE has_both) AS items,
        count(*) FILTER (WHERE has_both AND statutory_days > 0) AS items_of_mean,
        count(*) AS every_item,
        count(*) FILTER (WHERE has_both AND converted) AS converted,
        count(*) FILTER (WHERE has_both AND statutory_days > 0 AND converted) AS converted_of_mean
    FROM (
        SELECT
            statutory_days,
            promised_days,
            converted,
            comparable(statutory_days, promised_days, immediate) AS has_both
        FROM items
    ) AS judged_items
),
case_sums AS (
    SELECT
        sum(CAST(statutory_days * 1e9 AS BIGINT)) FILTER (WHERE has_both) / 1e9 AS statutory_days,
        sum(CAST(promised_days * 1e9 AS BIGINT)) FILTER (WHERE has_both) / 1e9 AS promised_days,
        count(*) FILTER (WHERE has_both) AS cases,
        count(*) FILTER (WHERE NOT has_both) AS left_out,
        count(*) FILTER (WHERE has_both AND converted) AS converted,
        -- of a case closed before it was accepted there is nothing to measure
        sum(CAST(statutory_days * 1e9 AS BIGINT)) FILTER (WHERE has_both AND used_days IS NOT NULL) / 1e9
            AS measured_statutory_days,
        sum(CAST(promised_days * 1e9 AS BIGINT)) FILTER (WHERE has_both AND used_days IS NOT NULL) / 1e9
            AS measured_promised_days,
        CAST(sum(used_days) FILTER (WHERE has_both) AS DOUBLE) AS used_days,
        count(used_days) FILTER (WHERE has_both) AS measured,
        count(*) - count(used_days) FILTER (WHERE has_both) AS not_measured,
        count(*) FILTER (WHERE has_both AND used_days IS NOT NULL AND converted) AS measured_converted
    FROM (
        SELECT
            statutory_days,
            promised_days,
            used_days,
            converted,
            comparable(statutory_days, promised_days, case_kind = 'immediate') AS has_both
        FROM closed_cases
    ) AS judged_cases
),
earlier_sums AS (
    SELECT
        CAST(sum(CAST(before_days AS DECIMAL(18, 9))) FILTER (WHERE both_known) AS DOUBLE) AS before_days,
        CAST(sum(CAST(now_days AS DECIMAL(18, 9))) FILTER (WHERE both_known) AS DOUBLE) AS now_days,
        count(*) FILTER (WHERE both_known) AS items,
        count(*) FILTER (WHERE NOT both_known) AS left_out,
        count(*) FILTER (WHERE converted) AS converted
    FROM (
        SELECT
            before.promised_days AS before_days,
            now.promised_days AS now_days,
            now.promised_days IS NOT NULL AND before.promised_days IS NOT NULL AS both_known,
            now.converted OR before.converted AS converted
        FROM items AS now
        LEFT JOIN baseline_items AS before ON before.item_key = now.item_key
    ) AS compared_lists
)
SELECT
    'ratio of sums' AS basis,
    statutory_days,
    NULL AS earlier_days,
    promised_days,
    NULL AS used_days,
    1 - promised_days / nullif(statutory_days, 0) AS compression,
    items,
    NULL AS cases,
    every_item - items AS left_out,
    converted
FROM item_sums
UNION ALL
SELECT
    'mean of items', statutory_days, NULL, promised_days, NULL, mean_compression, items_of_mean, NULL,
    every_item - items_of_mean, converted_of_mean
FROM item_sums
UNION ALL
SELECT
    'by cases', statutory_days, NULL, promised_days, NULL, 1 - promised_days / nullif(statutory_days, 0), NULL, cases,
    left_out, converted
FROM case_sums
UNION ALL
SELECT
    'against the earlier list', NULL, before_days, now_days, NULL, 1 - now_days / nullif(before_days, 0), items, NULL,
    left_out, converted
FROM earlier_sums
UNION ALL
SELECT
    'actual against statutory', measured_statutory_days, NULL, NULL, used_days,
    1 - used_days / nullif(measured_statutory_days, 0), NULL, measured, not_measured, measured_converted
FROM case_sums
UNION ALL
SELECT
    'actual against promised', NULL, NULL, measured_promised_days, used_days,
    1 - used_days / nullif(measured_promised_days, 0), NULL, measured, not_measured, measured_converted
FROM case_sums
