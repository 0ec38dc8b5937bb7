-- name: The list that compression compares with
-- 名称: 压缩率对比的基准事项清单
-- unit: items
-- 单位: 项
-- cohort: service items of the earliest version of the item list
-- 口径: 最早版本事项清单中的事项
-- definition: the version's date, its items, and those with a promised limit
-- 定义: 基准版本的日期、事项数，以及其中有承诺时限的事项数
-- source: domain.md 4, compression_baseline
-- by: nothing
-- narrowed by: area, unit, item
SELECT
    min(effective_on) AS effective_on,
    count(*) AS items,
    count(promised_days) AS with_promised
FROM baseline_items
