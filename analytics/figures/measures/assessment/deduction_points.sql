-- name: Assessment deductions
-- 名称: 考评扣分
-- unit: points; per 1,000 cases and messages due
-- 单位: 分；每千件到期办件和留言
-- cohort: cases and messages whose due day lies in the period and has passed; entries about a day of the period, provisional ones too
-- 口径: 到期日在期内且已过期限的办件和留言；所涉日期在期内的扣分记录，含暂计
-- definition: points lost, by what they are for, less those reversed. Per 1,000 due: the points of cases and messages without those by hand, with the Wilson interval of the share that cost points. Both sums: a circular instead of the miss's own points, or beside them. Where assessment.caps sets the most points of a unit, month and indicator: the points under it beside, each month by its days in the selection; empty where it is off
-- 定义: 按类别的扣分，减去已冲销的。每千件到期扣分不含人工登记的扣分，区间为被扣分占比的威尔逊区间。两种合计：通报替代、通报叠加。设定了 assessment.caps（单位每月每项指标扣分上限）的，并列封顶后的扣分，各月按所选范围内的日期计；未设定则为空
-- formula: points = case_points + message_points + circulated_points + manual_points - reversed
-- source: domain.md 8
-- by: unit, area, day of event_on
-- narrowed by: area, unit, platform
-- order: points DESC, due DESC
-- rows: deductions
-- count: entries
SELECT
    CAST(coalesce(sum(points), 0) AS INTEGER) AS points,
    CAST(coalesce(sum(points) FILTER (WHERE entry_kind = 'case_late'), 0) AS INTEGER) AS case_points,
    CAST(coalesce(sum(points) FILTER (WHERE entry_kind = 'message_late'), 0) AS INTEGER) AS message_points,
    CAST(coalesce(sum(points) FILTER (WHERE entry_kind = 'circulated'), 0) AS INTEGER) AS circulated_points,
    CAST(coalesce(-sum(points) FILTER (WHERE entry_kind = 'reversal'), 0) AS INTEGER) AS reversed,
    1000 * coalesce(sum(points_of_due), 0) / nullif(sum(due), 0) AS per_1000,
    1000
        * wilson_low(least(greatest(coalesce(sum(charged), 0), 0), sum(due)), sum(due))
        * coalesce(sum(points_of_due) / nullif(sum(charged), 0), 1) AS low,
    1000
        * wilson_high(least(greatest(coalesce(sum(charged), 0), 0), sum(due)), sum(due))
        * coalesce(sum(points_of_due) / nullif(sum(charged), 0), 1) AS high,
    CAST(coalesce(sum(points) FILTER (WHERE entry_kind = 'manual'), 0) AS INTEGER) AS manual_points,
    CAST(coalesce(sum(due), 0) AS INTEGER) AS due,
    count(entry_kind) AS entries,
    CAST(coalesce(sum(points), 0) - coalesce(sum(less_if_replaced), 0) AS INTEGER) AS points_replaced,
    CAST(coalesce(sum(points), 0) + coalesce(sum(more_if_added), 0) AS INTEGER) AS points_added,
    coalesce(sum(due), 0) >= minimum_count() AS ranked,
    CASE WHEN has_caps() THEN CAST(coalesce(sum(points_under_cap), 0) AS INTEGER) END AS points_capped
FROM assessed
