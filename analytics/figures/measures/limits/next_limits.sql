-- name: The next compression
-- 名称: 可再压缩时限
-- unit: working days
-- 单位: 工作日
-- cohort: service items in force at the as-of day, with their cases closed in the period whose time can be measured
-- 口径: 统计日有效的事项，及其期内办结、用时可计算的办件
-- definition: the shortest limit that a chosen share of the item's cases would have met, pauses and extensions counted as the clock counts them; its share with the Wilson interval; saved days are left empty where there are too few cases, nothing to shorten, or no share in the city's compression. A proposal, never a promise
-- 定义: 该事项办件中达到设定比例者能够满足的最短时限，暂停和延长按时钟规则计算；附该比例及其威尔逊区间；办件太少、无可压缩或不计入全市压缩率的，可压缩天数为空。仅为建议，不是承诺
-- source: domain.md 4, next_limits
-- by: nothing
-- narrowed by: area, unit, item
SELECT
    items.item_code,
    items.item_name,
    items.unit_name,
    items.area,
    coalesce(proposed.cases, 0) AS cases,
    items.statutory_days,
    items.promised_days,
    proposed.limit_days AS would_meet_days,
    proposed.met / nullif(proposed.cases, 0) AS share_met,
    wilson_low(proposed.met, proposed.cases) AS low,
    wilson_high(proposed.met, proposed.cases) AS high,
    coalesce(proposed.cases, 0) >= minimum_count() AS ranked,
    CASE
        WHEN proposed.cases >= minimum_count()
            AND proposed.limit_days < items.promised_days
            AND comparable(items.statutory_days, items.promised_days, items.immediate)
            THEN items.promised_days - proposed.limit_days
    END AS saved_days,
    items.item_key
FROM items
LEFT JOIN (
    SELECT proposal_key, cases, min(limit_days) AS limit_days, min(met) AS met
    FROM limit_steps
    WHERE met / nullif(cases, 0) >= next_share()
    GROUP BY proposal_key, cases
) AS proposed
    ON proposed.proposal_key = items.item_key
ORDER BY saved_days DESC NULLS LAST, cases DESC, items.item_code, items.item_name, items.unit_name, items.area, items.item_key
