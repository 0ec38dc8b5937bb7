-- name: Negative ratings rectified
-- 名称: 差评整改率
-- unit: share of negative ratings
-- 单位: 占差评的比例
-- cohort: negative ratings given in the period; what was found untrue or malicious is counted beside
-- 口径: 期内作出的差评；核实为不属实、恶意的另计
-- definition: rectified by the as-of day / negative ratings less those found untrue or malicious; by hand: recorded here, not told by an export; in time: by the working day of the limit
-- 定义: 统计日前已整改 ÷（差评 − 核实为不属实或恶意的）；人工登记：在本系统登记、导出数据未载明的；按时：在整改期限内
-- formula: rectified_rate = rectified / to_rectify; to_rectify = negative - excused
-- source: domain.md 4, rectified_rate
-- by: unit, area, item, platform, state, channel of rating_channel, day of rated_on
-- narrowed by: area, unit, item, platform, kind
-- share: rectified of to_rectify
-- order: rectified_rate, to_rectify DESC
-- rows: negative_ratings
-- count: negative
SELECT
    count(*) AS negative,
    count(*) FILTER (WHERE excused) AS excused,
    count(*) FILTER (WHERE NOT excused) AS to_rectify,
    count(*) FILTER (WHERE NOT excused AND rectified_on IS NOT NULL) AS rectified,
    count(*) FILTER (WHERE NOT excused AND rectified_source = 'register') AS rectified_by_hand,
    count(*) FILTER (WHERE NOT excused AND rectified_on <= rectify_by) AS rectified_in_time,
    count(*) FILTER (WHERE NOT excused AND rectified_on IS NULL AND rectify_by < as_of()) AS overdue_to_rectify,
    count(*) FILTER (WHERE NOT excused AND rectified_on IS NOT NULL)
        / nullif(count(*) FILTER (WHERE NOT excused), 0) AS rectified_rate
FROM negative_ratings
