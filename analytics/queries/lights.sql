-- name: Lights
-- 名称: 红黄绿灯
-- unit: cases
-- cohort: the stock at the as-of day
-- definition: open cases by the light rules in force; cases without a due day have no light
-- source: domain.md 2, Lights
-- rows: open_cases
SELECT
    count(*) FILTER (WHERE light = 'green') AS green,
    count(*) FILTER (WHERE light = 'yellow') AS yellow,
    count(*) FILTER (WHERE light = 'red') AS red,
    count(*) FILTER (WHERE light = 'paused') AS paused,
    count(*) FILTER (WHERE light IS NULL) AS without_due_day
FROM open_cases
