-- name: Statutory, promised and actual time
-- 名称: 法定、承诺与实际用时
-- unit: working days, mean over cases
-- 单位: 工作日，按办件平均
-- cohort: cases closed in the period with both limits
-- 口径: 期内办结、法定时限和承诺时限都有的办件
-- definition: mean statutory days, mean promised days, mean used days
-- 定义: 法定、承诺、实际用时的平均天数
-- source: domain.md 4, compression_actual
-- by: unit, area, item, platform, kind, channel, stage, day of closed_on
-- narrowed by: area, unit, item, platform, kind
-- order: used_days DESC
-- rows: compared_cases
-- count: cases
SELECT
    count(*) AS cases,
    avg(CAST(statutory_days AS DECIMAL(18, 9))) AS statutory_days,
    avg(CAST(promised_days AS DECIMAL(18, 9))) AS promised_days,
    avg(used_days) AS used_days
FROM compared_cases
