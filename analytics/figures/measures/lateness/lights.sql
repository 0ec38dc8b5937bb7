-- name: Lights
-- 名称: 红黄绿灯
-- unit: cases
-- 单位: 件
-- cohort: the stock at the as-of day
-- 口径: 统计日的存量
-- definition: open cases by the light rules in force; cases without a due day have no light
-- 定义: 在办件按现行亮灯规则分类；没有到期日的办件不亮灯
-- source: domain.md 2, Lights
-- by: unit, area, item, platform, kind, channel, stage
-- narrowed by: area, unit, item, platform, kind
-- order: red DESC, yellow DESC
-- rows: open_cases
-- count: green + yellow + red + paused + without_due_day
SELECT
    count(*) FILTER (WHERE light = 'green') AS green,
    count(*) FILTER (WHERE light = 'yellow') AS yellow,
    count(*) FILTER (WHERE light = 'red') AS red,
    count(*) FILTER (WHERE light = 'paused') AS paused,
    count(*) FILTER (WHERE light IS NULL) AS without_due_day
FROM open_cases
