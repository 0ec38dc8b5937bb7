-- name: Every case by its number
-- 名称: 按编号查办件
-- subject: case
-- unit: one row a case
-- 单位: 每行一件
-- cohort: every case there is, the excluded ones too
-- 口径: 全部办件，含不计入统计的办件
-- definition: the number on its platform, with what helps to tell cases apart
-- 定义: 各平台的办件编号，以及便于辨认的信息
-- source: domain.md 4 and 5
-- narrowed by: area, unit, item, platform, kind
SELECT
    platform,
    case_no,
    item_name,
    unit_name,
    area,
    accepted_on,
    standing
FROM case_rows
WHERE is_last
ORDER BY case_no, platform
