-- name: Years of the calendar
-- 名称: 日历各年概况
-- unit: days; cases
-- 单位: 天；件
-- cohort: the as-of year, the three before it and the two after it
-- 口径: 统计日所在年份、此前三年和此后两年
-- definition: working days, holidays from Monday to Friday, make-up working weekends, days set by the bureau, whether the year is provisional and up to which year arrangements are published (empty: they follow from the law), and the cases due in it
-- 定义: 工作日、周一至周五中的放假日、调休上班的周末、本局调整的日期、年份是否暂定、放假安排已公布到哪一年（空：依法固定），以及当年到期的办件数
-- source: domain.md 2
-- by: nothing
-- narrowed by: area, unit, item, platform, kind
WITH published AS (
    SELECT
        calendar,
        CASE WHEN bool_or(provisional) THEN max(year(day)) FILTER (WHERE NOT provisional) END AS published_to
    FROM days
    GROUP BY calendar
),
due_in_year AS (
    SELECT calendar, year(due_on) AS year, count(*) AS due
    FROM cases
    GROUP BY calendar, year(due_on)
),
years AS (
    SELECT
        calendar,
        year(day) AS year,
        count(*) FILTER (WHERE is_working) AS working_days,
        count(*) FILTER (WHERE kind = 'holiday' AND isodow(day) <= 5) AS free_weekdays,
        count(*) FILTER (WHERE kind = 'make-up') AS make_up_days,
        count(*) FILTER (WHERE kind = 'override') AS set_days,
        bool_or(provisional) AS provisional
    FROM days
    WHERE year(day) BETWEEN year(as_of()) - 3 AND year(as_of()) + 2
    GROUP BY calendar, year(day)
)
SELECT
    years.calendar,
    years.year,
    years.working_days,
    years.free_weekdays,
    years.make_up_days,
    years.set_days,
    years.provisional,
    published.published_to,
    coalesce(due_in_year.due, 0) AS due
FROM years
LEFT JOIN published USING (calendar)
LEFT JOIN due_in_year USING (calendar, year)
ORDER BY years.calendar, years.year
