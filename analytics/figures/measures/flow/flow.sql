-- name: Balance of cases
-- 名称: 结转平衡
-- unit: cases
-- 单位: 件
-- cohort: cases open when the period began, accepted in it or closed in it
-- 口径: 期初未办结、期内受理或期内办结的办件
-- definition: carried in + accepted = closed + carried out + residual; the residual is of cases closed before they were accepted or told as finished without a closing time; closure rate = closed / (carried in + accepted)
-- 定义: 上期结转 + 受理 = 办结 + 结转下期 + 差额；差额来自办结早于受理、或称已办结而无办结时间的办件；办结率 = 办结 ÷（上期结转 + 受理）
-- formula: closure_rate = closed / (carried_in + accepted); residual = carried_in + accepted - closed - carried_out
-- source: domain.md 4, balance and closure_rate
-- by: unit, area, item, platform, kind, channel, stage
-- narrowed by: area, unit, item, platform, kind
-- order: accepted DESC
-- rows: flow_cases
SELECT
    count(*) FILTER (WHERE carried_in) AS carried_in,
    count(*) FILTER (WHERE accepted_in_period) AS accepted,
    count(*) FILTER (WHERE closed_in_period) AS closed,
    count(*) FILTER (WHERE closed_in_period AND closed_late) AS closed_late,
    count(*) FILTER (WHERE carried_out) AS carried_out,
    count(*) FILTER (WHERE carried_in) + count(*) FILTER (WHERE accepted_in_period)
        - count(*) FILTER (WHERE closed_in_period) - count(*) FILTER (WHERE carried_out) AS residual,
    count(*) FILTER (WHERE closed_in_period)
        / nullif(count(*) FILTER (WHERE carried_in OR accepted_in_period), 0) AS closure_rate,
    CASE
        WHEN count(due_on) FILTER (WHERE closed_in_period) > 0
            THEN count(*) FILTER (WHERE closed_in_period AND closed_late) / count(*) FILTER (WHERE closed_in_period)
    END AS late_closure_rate
FROM flow_cases
