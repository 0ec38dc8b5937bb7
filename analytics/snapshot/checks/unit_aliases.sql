-- rule: another name of a unit stands for one unit of its area
-- mend: Take the name away from one of them in data/reference/units.csv, then publish again: python -m analytics publish
SELECT concat(alias, ' = ', string_agg(DISTINCT unit_name, ', ' ORDER BY unit_name)) AS what, CAST(NULL AS VARCHAR) AS import_id
FROM (
    SELECT unit_name, alias, region_code FROM unit_spellings
    UNION ALL
    SELECT unit_name, unit_name, region_code FROM unit_spellings
) AS spelled_out
WHERE alias IS NOT NULL
GROUP BY alias, region_code
HAVING count(DISTINCT unit_name) > 1
