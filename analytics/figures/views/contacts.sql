-- Whom to urge in each unit.
SELECT unit_name, area, contact_name, phone, mail, wecom FROM contact_rows
