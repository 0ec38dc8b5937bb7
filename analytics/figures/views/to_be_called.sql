-- Whom to call in a unit: its contacts and their phones in one line.
SELECT
    unit_name,
    area,
    string_agg(contact_name, '、' ORDER BY contact_name, phone) AS contact_name,
    string_agg(phone, '、' ORDER BY contact_name, phone) AS phone
FROM contacts
GROUP BY unit_name, area
