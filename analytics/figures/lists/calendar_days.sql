-- name: The working-day calendar
-- 名称: 工作日历
-- subject: calendar
-- unit: one row a day and calendar
-- 单位: 每个日历每天一行
-- cohort: every day of the calendars that the snapshot was counted in
-- 口径: 本次快照所用日历的全部日期
-- definition: whether a day is a working day, why (workday, weekend, holiday, make-up, override), its number, and whether its year is provisional
-- 定义: 是否工作日、原因（工作日、周末、节假日、调休上班、本局调整）、工作日序号、所在年份是否暂定
-- source: domain.md 2
-- narrowed by: nothing
SELECT
    calendar,
    day,
    is_working,
    workday_no,
    kind,
    name,
    provisional
FROM days
ORDER BY calendar, day
