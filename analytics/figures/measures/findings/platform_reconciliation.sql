-- name: Platform reconciliation
-- 名称: 平台间比对
-- unit: case numbers
-- 单位: 个办件编号
-- cohort: case numbers that two platforms show, accepted in both by the as-of day; the one of the row in the period
-- 口径: 两个平台都有、统计日前均已受理的办件编号；前一平台的受理日在期内
-- definition: agree = open in both or closed in both; else open in one and closed in the other
-- 定义: 一致 = 两边均在办或均已办结；否则为一边在办、另一边已办结
-- formula: shared = agree + open_here + open_there
-- source: domain.md 6, platforms disagree
-- by: nothing
-- narrowed by: area, unit, item, platform, kind
WITH pairs AS (
    SELECT
        accepted_cases.platform,
        other.platform AS other_platform,
        accepted_cases.is_open,
        (other.closed_on IS NULL OR other.closed_on > as_of())
            AND (other.finished_on IS NULL OR other.finished_on > as_of()) AS other_open
    FROM accepted_cases
    INNER JOIN case_copies AS other
        ON other.case_no = accepted_cases.case_no AND other.platform > accepted_cases.platform
    WHERE other.accepted_on <= as_of() AND other.stands_from <= as_of() AND as_of() < other.stands_until
)
SELECT
    platform,
    other_platform,
    count(*) AS shared,
    count(*) FILTER (WHERE is_open = other_open) AS agree,
    count(*) FILTER (WHERE is_open AND NOT other_open) AS open_here,
    count(*) FILTER (WHERE NOT is_open AND other_open) AS open_there
FROM pairs
GROUP BY platform, other_platform
ORDER BY platform, other_platform
