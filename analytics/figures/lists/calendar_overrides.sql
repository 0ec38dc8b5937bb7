-- name: Days set by the bureau
-- 名称: 本局调整的日期
-- subject: calendar
-- unit: one row a day
-- 单位: 每行一天
-- cohort: the days of the overrides file that the snapshot was counted with
-- 口径: 本次快照计算时调整文件中的日期
-- definition: whether the bureau made the day working or free, why, and how many cases run over it (accepted before, due or closed on it or after)
-- 定义: 本局将该日设为上班还是放假、原因，以及时限跨越该日的办件数（该日前受理、该日或之后到期或办结）
-- source: domain.md 2
-- narrowed by: area, unit, item, platform, kind
SELECT
    set_days.calendar,
    set_days.day,
    set_days.is_working,
    set_days.name AS reason,
    count(cases.case_no) AS cases
FROM days AS set_days
LEFT JOIN cases
    ON cases.calendar = set_days.calendar
    AND cases.accepted_on < set_days.day
    AND set_days.day <= greatest(cases.due_on, cases.closed_on)
WHERE set_days.kind = 'override'
GROUP BY set_days.calendar, set_days.day, set_days.is_working, set_days.name
ORDER BY set_days.calendar, set_days.day
