-- name: Contacts of units
-- 名称: 各单位联络人
-- subject: supervision
-- unit: one row a contact
-- 单位: 每行一名联络人
-- cohort: the contact list as it was imported last
-- 口径: 最近导入的联络人名单
-- definition: whom to urge in each unit; one with a phone before one without
-- 定义: 各单位联络人，有电话者在前
-- source: domain.md 1
-- by: unit, area
-- narrowed by: area, unit
SELECT
    unit_name,
    area,
    contact_name,
    phone,
    mail,
    wecom
FROM contacts
ORDER BY unit_name, phone IS NULL, contact_name
