-- name: Many closings in one minute
-- 名称: 一分钟内集中办结
-- unit: one row a case
-- 单位: 每行一件
-- cohort: cases closed in the period by a named unit
-- 口径: 期内由具名单位办结的办件
-- definition: the unit closed at least burst_cases cases in the same minute; closings at midnight sharp (dates cut to the day) do not count
-- 定义: 同一单位同一分钟办结不少于 burst_cases 件；零时整的办结时间（只有日期）不计
-- source: domain.md 6, bursts
-- narrowed by: area, unit, item, platform, kind
WITH closings AS (
    SELECT
        *,
        date_trunc('minute', closed_at) AS closed_in_minute
    FROM told_cases
    WHERE CAST(closed_at AS DATE) BETWEEN period_start() AND period_end()
        AND closed_at <> date_trunc('day', closed_at)
        AND unit_name IS NOT NULL
),
bursts AS (
    -- the copy of a case in a second platform is no second closing
    SELECT unit_name, area, closed_in_minute, count(DISTINCT case_no) AS closings
    FROM closings
    GROUP BY unit_name, area, closed_in_minute
    HAVING count(DISTINCT case_no) >= burst_cases()
)
SELECT
    concat_ws('|', closings.platform, closings.case_no) AS row_key,
    closings.platform,
    closings.case_no,
    closings.item_name,
    closings.unit_name,
    closings.area,
    closings.closed_in_minute,
    bursts.closings,
    closings.accepted_at,
    closings.closed_at,
    closings.item_code,
    closings.import_id,
    closings.line
FROM closings
INNER JOIN bursts
    ON bursts.unit_name = closings.unit_name
    AND bursts.area IS NOT DISTINCT FROM closings.area
    AND bursts.closed_in_minute = closings.closed_in_minute
ORDER BY bursts.closings DESC, closings.closed_at, closings.case_no, closings.platform
