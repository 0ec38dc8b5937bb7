-- rule: a division code stands for one area
-- mend: Delete one of the lines in data/reference/areas.csv, then publish again: python -m analytics publish
SELECT concat(region_code, ' = ', string_agg(area, ', ' ORDER BY area)) AS what, CAST(NULL AS VARCHAR) AS import_id
FROM areas
GROUP BY region_code
HAVING count(*) > 1
