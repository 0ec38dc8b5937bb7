-- name: How chances turned out
-- 名称: 超期可能性的检验
-- unit: cases
-- 单位: 件
-- cohort: open cases whose chance was told at an earlier as-of day and whose deadline has passed by the data date
-- 口径: 在较早统计日给出超期可能性、至数据日期期限已过的办件
-- definition: by tenths of the chance: cases, the misses expected, the misses that came; of those that came within seven days, how many stood in the first tenth of the list, ordered by chance within the week, and ordered by days left (cases that tie over its edge count in part). Ask for an earlier as-of day; at the data date nothing has turned out yet
-- 定义: 按超期可能性每十分之一分组：件数、预计超期件数、实际超期件数；七天内超期者中排在名单前十分之一的件数，一按一周内到期者的可能性排列，一按剩余天数排列（在边界上并列的按比例计）。请选择较早的统计日；数据日期当天尚无结果
-- source: domain.md 7
-- by: nothing
-- narrowed by: area, unit, item, platform, kind
SELECT
    chance_tenth / 10 AS chance_from,
    count(*) AS cases,
    -- parts are summed as decimals: the same figure to the last digit in whatever order the rows are stored
    CAST(sum(CAST(miss_chance AS DECIMAL(18, 12))) AS DOUBLE) AS expected_misses,
    count(*) FILTER (WHERE missed) AS missed,
    count(*) FILTER (WHERE missed_next_week) AS missed_next_week,
    CAST(coalesce(sum(CAST(first_by_chance AS DECIMAL(18, 12))) FILTER (WHERE missed_next_week), 0) AS DOUBLE) AS first_by_chance,
    CAST(coalesce(sum(CAST(first_by_days AS DECIMAL(18, 12))) FILTER (WHERE missed_next_week), 0) AS DOUBLE) AS first_by_days
FROM told_chances
GROUP BY chance_tenth
ORDER BY chance_tenth
