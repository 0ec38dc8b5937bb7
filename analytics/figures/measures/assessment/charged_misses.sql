-- name: Misses that cost points
-- 名称: 计入扣分的超期
-- unit: cases, messages, circulars; manual_points in points
-- 单位: 件、条、份；manual_points 为分
-- cohort: entries about a day of the period that were not reversed, provisional ones too
-- 口径: 所涉日期在期内且未冲销的扣分记录，含暂计
-- definition: cases and messages that cost points, once for each due day, whether by their own entry or by a circular; how many of them, and what else, the region circulated: what any rule of points is reckoned from
-- 定义: 计入扣分的办件和留言，按到期日各计一次，不论是自身扣分还是由通报替代；其中及另外被自治区通报的数量。任何计分规则都由此推算
-- source: domain.md 8
-- by: unit, area, day of event_on
-- narrowed by: area, unit, platform
-- order: missed_cases DESC, missed_messages DESC
WITH reversed_entries AS (
    SELECT reverses_id FROM ledger WHERE reverses_id IS NOT NULL
)
SELECT
    count(DISTINCT (platform, case_no, due_on)) FILTER (WHERE subject = 'cases') AS missed_cases,
    count(DISTINCT (platform, case_no, due_on)) FILTER (WHERE subject = 'messages') AS missed_messages,
    count(*) FILTER (WHERE entry_kind = 'circulated') AS circulars,
    count(*) FILTER (WHERE entry_kind = 'circulated' AND subject = 'cases') AS circulated_cases,
    count(*) FILTER (WHERE entry_kind = 'circulated' AND subject = 'messages') AS circulated_messages,
    CAST(coalesce(sum(points) FILTER (WHERE entry_kind = 'manual'), 0) AS INTEGER) AS manual_points
FROM dated_ledger
WHERE entry_kind <> 'reversal' AND coalesce(entry_id, 0) NOT IN (SELECT reverses_id FROM reversed_entries)
