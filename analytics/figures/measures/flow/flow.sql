-- name: Balance of cases
-- 名称: 结转平衡
-- subject: flow
-- unit: cases
-- 单位: 件
-- cohort: cases accepted on or before the period's end and not closed before its start
-- 口径: 期末及以前受理、且期初以前未办结的办件
-- definition: carried in + accepted = closed + carried out; closure rate = closed / (carried in + accepted)
-- 定义: 上期结转 + 受理 = 办结 + 结转下期；办结率 = 办结 ÷（上期结转 + 受理）
-- formula: closure_rate = closed / (carried_in + accepted); residual = carried_in + accepted - closed - carried_out
-- source: domain.md 4, balance and closure_rate
-- rows: flow_cases
SELECT
    count(*) FILTER (WHERE accepted_on < period_start()) AS carried_in,
    count(*) FILTER (WHERE accepted_on >= period_start()) AS accepted,
    count(*) FILTER (WHERE closed_on <= period_end()) AS closed,
    count(*) FILTER (WHERE closed_on <= period_end() AND closed_late) AS closed_late,
    count(*) FILTER (WHERE closed_on IS NULL OR closed_on > period_end()) AS carried_out,
    count(*) - count(*) FILTER (WHERE closed_on <= period_end())
        - count(*) FILTER (WHERE closed_on IS NULL OR closed_on > period_end()) AS residual,
    count(*) FILTER (WHERE closed_on <= period_end()) / nullif(count(*), 0) AS closure_rate,
    count(*) FILTER (WHERE closed_on <= period_end() AND closed_late)
        / nullif(count(*) FILTER (WHERE closed_on <= period_end()), 0) AS late_closure_rate
FROM flow_cases
