-- rule: another name of an area stands for one area
-- mend: Take the name away from one of them in data/reference/areas.csv, then publish again: python -m analytics publish
SELECT concat(alias, ' = ', string_agg(region_code, ', ' ORDER BY region_code)) AS what, CAST(NULL AS VARCHAR) AS import_id
FROM area_aliases
GROUP BY alias
HAVING count(DISTINCT region_code) > 1
