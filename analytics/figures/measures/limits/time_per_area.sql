-- name: Statutory, promised and actual time by area
-- 名称: 各地区法定、承诺与实际用时
-- subject: limits
-- unit: working days, mean over cases
-- 单位: 工作日，按办件平均
-- cohort: cases closed in the period with both limits
-- 口径: 期内办结、法定时限和承诺时限都有的办件
-- definition: mean statutory days, mean promised days, mean used days
-- 定义: 法定、承诺、实际用时的平均天数
-- source: domain.md 4, compression_actual
SELECT
    area,
    count(*) AS cases,
    avg(CAST(statutory_days AS DECIMAL(18, 9))) AS statutory_days,
    avg(CAST(promised_days AS DECIMAL(18, 9))) AS promised_days,
    avg(used_days) AS used_days
FROM closed_cases
WHERE statutory_days > 0 AND promised_days IS NOT NULL
GROUP BY area
ORDER BY used_days DESC, area
