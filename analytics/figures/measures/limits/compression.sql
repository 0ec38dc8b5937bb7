-- name: Time-limit compression on every basis
-- 名称: 时限压缩率
-- subject: limits
-- unit: share of days
-- 单位: 占时限天数的比例
-- cohort: service items in force at the as-of day; cases closed in the period
-- 口径: 统计日有效的事项；期内办结的办件
-- definition: ratio of sums: 1 - sum promised / sum statutory over items; mean of items: mean of 1 - promised / statutory; by cases: as the first over closed cases; actual: 1 - sum used / sum statutory (or promised) over closed cases
-- 定义: 合计比：1 − 事项承诺时限合计 ÷ 法定时限合计；事项平均：各事项（1 − 承诺 ÷ 法定）的平均；按办件：以办结办件为单位的合计比；实际：1 − 办结办件已用天数合计 ÷ 法定（或承诺）天数合计
-- source: domain.md 4, compression
-- Days are summed as whole billionths or decimals, which gives the same figure to the last digit in whatever order the rows come.
WITH item_sums AS (
    SELECT
        CAST(sum(CAST(statutory_days AS DECIMAL(18, 9))) FILTER (WHERE comparable) AS DOUBLE) AS statutory_days,
        CAST(sum(CAST(promised_days AS DECIMAL(18, 9))) FILTER (WHERE comparable) AS DOUBLE) AS promised_days,
        avg(CAST(1 - promised_days / statutory_days AS DECIMAL(30, 12))) FILTER (WHERE comparable) AS mean_compression,
        count(*) FILTER (WHERE comparable) AS items,
        count(*) FILTER (WHERE NOT comparable) AS left_out,
        count(*) FILTER (WHERE comparable AND converted) AS converted
    FROM (
        SELECT
            statutory_days,
            promised_days,
            converted,
            (statutory_days > 0 AND promised_days IS NOT NULL
                AND (immediate_counts() OR NOT immediate)) IS TRUE AS comparable
        FROM items
    )
),
case_sums AS (
    SELECT
        sum(CAST(statutory_days * 1e9 AS BIGINT)) FILTER (WHERE comparable) / 1e9 AS statutory_days,
        sum(CAST(promised_days * 1e9 AS BIGINT)) FILTER (WHERE comparable) / 1e9 AS promised_days,
        CAST(sum(used_days) FILTER (WHERE comparable) AS DOUBLE) AS used_days,
        count(*) FILTER (WHERE comparable) AS cases,
        count(*) FILTER (WHERE NOT comparable) AS left_out,
        count(*) FILTER (WHERE comparable AND converted) AS converted
    FROM (
        SELECT
            statutory_days,
            promised_days,
            used_days,
            (statutory_days > 0 AND promised_days IS NOT NULL
                AND (immediate_counts() OR case_kind IS DISTINCT FROM 'immediate')) IS TRUE AS comparable,
            converted
        FROM closed_cases
    )
),
earlier AS (
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
        LEFT JOIN baseline_items AS before USING (item_key)
    )
)
SELECT
    'ratio of sums' AS basis,
    statutory_days,
    promised_days,
    1 - promised_days / statutory_days AS compression,
    items,
    NULL AS cases,
    left_out,
    converted
FROM item_sums
UNION ALL
SELECT 'mean of items', statutory_days, promised_days, mean_compression, items, NULL, left_out, converted
FROM item_sums
UNION ALL
SELECT 'by cases', statutory_days, promised_days, 1 - promised_days / statutory_days, NULL, cases, left_out, converted
FROM case_sums
UNION ALL
SELECT 'against the earlier list', before_days, now_days, 1 - now_days / before_days, items, NULL, left_out, converted
FROM earlier
UNION ALL
SELECT
    'actual against statutory', statutory_days, used_days, 1 - used_days / statutory_days, NULL, cases, left_out, converted
FROM case_sums
UNION ALL
SELECT
    'actual against promised', promised_days, used_days, 1 - used_days / nullif(promised_days, 0), NULL, cases, left_out,
    converted
FROM case_sums
