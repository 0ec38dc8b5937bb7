-- Out of every rate and counted apart: withdrawn, rejected at acceptance, void, not accepted (domain.md 4).
SELECT platform, case_no, item_code, item_name, unit_name, area, accepted_on, closed_on, status, standing, import_id, line
FROM case_rows
WHERE standing <> 'counted'
