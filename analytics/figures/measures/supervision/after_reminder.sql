-- name: Closed after a reminder
-- 名称: 提醒后办结情况
-- unit: share of cases
-- 单位: 占比
-- cohort: cases that were open at the end of the day on which a reminder was sent in the period, five working days ago or more; beside them cases of the same item with as many working days left that never got one
-- 口径: 期内发出提醒当日结束时仍在办、且已过五个工作日的办件；对照为同一事项、剩余工作日相同而从未收到提醒的办件
-- definition: the share closed within 1, 3 and 5 working days after it, with the Wilson interval. An association, not an effect: who is reminded differs from who is not
-- 定义: 提醒后1、3、5个工作日内办结的占比及其威尔逊区间。仅为相关，不代表提醒的效果：被提醒的办件与未被提醒的办件本就不同
-- source: domain.md 7
-- by: nothing
-- narrowed by: area, unit
WITH first_sent AS (
    SELECT platform, number AS case_no, min(sent_on) AS sent_on
    FROM fired_reminders
    WHERE subject = 'cases' AND sent_on IS NOT NULL
    GROUP BY platform, number
),
ever_reminded AS (
    SELECT DISTINCT platform, number AS case_no FROM reminder_rows WHERE subject = 'cases'
),
clocked AS (
    SELECT
        cases.platform,
        cases.case_no,
        coalesce(cases.item_code, cases.item_name, '') AS item,
        coalesce(cases.unit_name, '') AS unit,
        cases.calendar,
        accepted_day.workday_no AS accepted_no,
        due_day.workday_no AS due_no,
        -- told as finished without a time: nobody knows when
        cases.closed_no,
        cases.is_open
    FROM cases
    INNER JOIN days AS accepted_day ON accepted_day.calendar = cases.calendar AND accepted_day.day = cases.accepted_on
    INNER JOIN days AS due_day ON due_day.calendar = cases.calendar AND due_day.day = cases.due_on
    WHERE cases.is_open OR cases.closed_no IS NOT NULL
),
reminded AS (
    SELECT
        clocked.*,
        sent_day.workday_no AS seen_no,
        clocked.due_no - sent_day.workday_no AS days_left
    FROM clocked
    INNER JOIN first_sent ON first_sent.platform = clocked.platform AND first_sent.case_no = clocked.case_no
    INNER JOIN days AS sent_day ON sent_day.calendar = clocked.calendar AND sent_day.day = first_sent.sent_on
),
reminded_places AS (
    SELECT DISTINCT item, unit, days_left FROM reminded
),
seen_cases AS (
    SELECT 'reminded' AS reminded_or_not, platform, case_no, calendar, closed_no, seen_no FROM reminded
    UNION ALL
    SELECT
        'not_reminded' AS reminded_or_not,
        clocked.platform,
        clocked.case_no,
        clocked.calendar,
        clocked.closed_no,
        clocked.due_no - reminded_places.days_left AS seen_no
    FROM clocked
    INNER JOIN reminded_places ON reminded_places.item = clocked.item AND reminded_places.unit = clocked.unit
    LEFT JOIN ever_reminded ON ever_reminded.platform = clocked.platform AND ever_reminded.case_no = clocked.case_no
    WHERE ever_reminded.case_no IS NULL AND clocked.due_no - reminded_places.days_left >= clocked.accepted_no
),
judged AS (
    SELECT reminded_or_not, closed_no - seen_no AS closed_after
    FROM seen_cases
    WHERE seen_no + 5 <= as_of_no(calendar) AND coalesce(closed_no > seen_no, TRUE)
),
counted AS (
    SELECT
        judged.reminded_or_not,
        spans.within_days,
        count(*) AS cases,
        count(*) FILTER (WHERE judged.closed_after <= spans.within_days) AS closed
    FROM judged
    CROSS JOIN (VALUES (1), (3), (5)) AS spans (within_days)
    GROUP BY judged.reminded_or_not, spans.within_days
)
SELECT
    reminded_or_not,
    within_days,
    cases,
    closed,
    closed / nullif(cases, 0) AS closed_share,
    wilson_low(closed, cases) AS low,
    wilson_high(closed, cases) AS high
FROM counted
ORDER BY reminded_or_not DESC, within_days
