-- rule: every import is counted in a calendar that is known
-- mend: Correct `calendar` in the mapping, undo the import and import the file again.
SELECT concat_ws(' ', file, calendar) AS what, import_id
FROM import_parts
WHERE NOT EXISTS (SELECT 1 FROM days WHERE days.calendar = import_parts.calendar)
