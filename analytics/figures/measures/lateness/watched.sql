-- name: To watch today
-- 名称: 今日关注
-- unit: cases
-- 单位: 件
-- cohort: open cases whose clock runs: due within the days that settings.toml names, yellow, or red
-- 口径: 计时中的在办办件：设定天数内到期、黄灯或红灯
-- definition: due on the as-of day, due on the next working day, due later within the days named; yellow and red by the light rules; a case may be in several. Expected to miss: the sum of the chances of those due from the next working day on within the days named
-- 定义: 统计日到期、下一工作日到期、设定天数内其后到期的件数；按亮灯规则的黄灯、红灯件数，同一件可计入多项。预计超期：下一工作日起设定天数内到期办件的超期可能性之和
-- source: domain.md 7
-- by: unit, area, item, platform, kind, channel, stage
-- narrowed by: area, unit, item, platform, kind
-- order: red DESC, due_today DESC, due_next_day DESC, due_soon DESC
-- rows: watched_cases
-- count: watched
SELECT
    count(*) AS watched,
    count(*) FILTER (WHERE due_in = 'today') AS due_today,
    count(*) FILTER (WHERE due_in = 'next_day') AS due_next_day,
    count(*) FILTER (WHERE due_in = 'soon') AS due_soon,
    count(*) FILTER (WHERE light = 'yellow') AS yellow,
    count(*) FILTER (WHERE light = 'red') AS red,
    -- chances are summed as decimals: the same figure to the last digit in whatever order the rows are stored
    CAST(coalesce(sum(CAST(miss_chance AS DECIMAL(18, 12))) FILTER (WHERE due_in IN ('next_day', 'soon')), 0) AS DOUBLE)
        AS expected_misses
FROM watched_cases
WHERE due_in IN ('today', 'next_day', 'soon') OR light IN ('yellow', 'red')
