-- name: Orders out
-- 名称: 待反馈督办单
-- unit: orders; lines_open in cases and messages
-- 单位: 份；lines_open 为件（条）
-- cohort: signed orders whose answer is still owed, as of the day looked at; the period does not narrow them
-- 口径: 截至查看日已签发、尚未反馈的督办单，不受期间限制
-- definition: how many are out, how many of them should have been answered by now, and how many of their lines are still open
-- 定义: 待反馈份数、其中已逾反馈期限的份数，以及其中尚未办结的事项数
-- source: domain.md 7
-- by: unit, area
-- narrowed by: area, unit
-- order: orders_out DESC
SELECT
    count(*) AS orders_out,
    count(*) FILTER (WHERE answer_overdue) AS answers_overdue,
    CAST(coalesce(sum(still_open), 0) AS BIGINT) AS lines_open
FROM orders_out
