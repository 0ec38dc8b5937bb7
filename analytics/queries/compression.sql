-- name: Time-limit compression on every basis
-- 名称: 时限压缩率
-- subject: limits
-- unit: share of days
-- 单位: 占时限天数的比例
-- cohort: service items in force at the as-of day; cases closed in the period
-- 口径: 统计日有效的事项;期内办结的办件
-- definition: ratio of sums: 1 - sum promised / sum statutory over items; mean of items: mean of 1 - promised / statutory; by cases: as the first over closed cases; actual: 1 - sum used / sum statutory (or promised) over closed cases
-- 定义: 合计比:1 − 事项承诺时限合计 ÷ 法定时限合计;事项平均:各事项(1 − 承诺 ÷ 法定)的平均;按办件:以办结办件为单位的合计比;实际:1 − 办结办件已用天数合计 ÷ 法定(或承诺)天数合计
-- source: domain.md 4, compression
WITH item_limits AS (
    SELECT
        statutory_days,
        promised_days,
        converted,
        (statutory_days > 0 AND promised_days IS NOT NULL AND (immediate_counts() OR NOT immediate)) IS TRUE AS comparable
    FROM items
),
case_limits AS (
    SELECT
        statutory_days,
        promised_days,
        used_days,
        (statutory_days > 0 AND promised_days IS NOT NULL
            AND (immediate_counts() OR case_kind IS DISTINCT FROM 'immediate')) IS TRUE AS comparable,
        coalesce(statutory_unit <> 'working' OR limit_unit <> 'working', FALSE) AS converted
    FROM closed_cases
),
earlier AS (
    SELECT
        sum(before.promised_days) FILTER (WHERE now.promised_days IS NOT NULL AND before.promised_days IS NOT NULL)
            AS before_days,
        sum(now.promised_days) FILTER (WHERE now.promised_days IS NOT NULL AND before.promised_days IS NOT NULL)
            AS now_days,
        count(*) FILTER (WHERE now.promised_days IS NOT NULL AND before.promised_days IS NOT NULL) AS items,
        count(*) FILTER (WHERE now.promised_days IS NULL OR before.promised_days IS NULL) AS left_out,
        count(*) FILTER (WHERE now.converted OR before.converted) AS converted
    FROM items AS now
    LEFT JOIN baseline_items AS before USING (item_key)
)
SELECT
    'ratio of sums' AS basis,
    sum(statutory_days) FILTER (WHERE comparable) AS statutory_days,
    sum(promised_days) FILTER (WHERE comparable) AS promised_days,
    1 - sum(promised_days) FILTER (WHERE comparable) / sum(statutory_days) FILTER (WHERE comparable) AS compression,
    count(*) FILTER (WHERE comparable) AS items,
    NULL AS cases,
    count(*) FILTER (WHERE NOT comparable) AS left_out,
    count(*) FILTER (WHERE comparable AND converted) AS converted
FROM item_limits
UNION ALL
SELECT
    'mean of items',
    sum(statutory_days) FILTER (WHERE comparable),
    sum(promised_days) FILTER (WHERE comparable),
    avg(1 - promised_days / statutory_days) FILTER (WHERE comparable),
    count(*) FILTER (WHERE comparable),
    NULL,
    count(*) FILTER (WHERE NOT comparable),
    count(*) FILTER (WHERE comparable AND converted)
FROM item_limits
UNION ALL
SELECT
    'by cases',
    sum(statutory_days) FILTER (WHERE comparable),
    sum(promised_days) FILTER (WHERE comparable),
    1 - sum(promised_days) FILTER (WHERE comparable) / sum(statutory_days) FILTER (WHERE comparable),
    NULL,
    count(*) FILTER (WHERE comparable),
    count(*) FILTER (WHERE NOT comparable),
    count(*) FILTER (WHERE comparable AND converted)
FROM case_limits
UNION ALL
SELECT
    'against the earlier list',
    before_days,
    now_days,
    1 - now_days / before_days,
    items,
    NULL,
    left_out,
    converted
FROM earlier
UNION ALL
SELECT
    'actual against statutory',
    sum(statutory_days) FILTER (WHERE comparable),
    sum(used_days) FILTER (WHERE comparable),
    1 - sum(used_days) FILTER (WHERE comparable) / sum(statutory_days) FILTER (WHERE comparable),
    NULL,
    count(*) FILTER (WHERE comparable),
    count(*) FILTER (WHERE NOT comparable),
    count(*) FILTER (WHERE comparable AND converted)
FROM case_limits
UNION ALL
SELECT
    'actual against promised',
    sum(promised_days) FILTER (WHERE comparable),
    sum(used_days) FILTER (WHERE comparable),
    1 - sum(used_days) FILTER (WHERE comparable) / nullif(sum(promised_days) FILTER (WHERE comparable), 0),
    NULL,
    count(*) FILTER (WHERE comparable),
    count(*) FILTER (WHERE NOT comparable),
    count(*) FILTER (WHERE comparable AND converted)
FROM case_limits
