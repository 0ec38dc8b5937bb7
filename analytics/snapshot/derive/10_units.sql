-- Which unit and area each spelling of a unit stands for: the alias table, then the region, then the name itself.
CREATE TABLE unit_names AS
WITH spellings AS (
    SELECT DISTINCT unit_name AS raw_name, region_code, region_name FROM spelled
),
located AS (
    SELECT
        spellings.*,
        coalesce(by_code.region_code, by_name.region_code) AS area_code
    FROM spellings
    LEFT JOIN areas AS by_code ON by_code.region_code = left(spellings.region_code, 6)
    LEFT JOIN area_aliases AS by_name ON by_name.alias = spellings.region_name
),
matched AS (
    SELECT
        located.*,
        coalesce(exact.unit_name, anywhere.unit_name, located.raw_name) AS unit_name,
        coalesce(exact.region_code, located.area_code, anywhere.region_code) AS known_area
    FROM located
    LEFT JOIN unit_aliases AS exact
        ON exact.alias = located.raw_name AND exact.region_code = coalesce(located.area_code, '')
    LEFT JOIN unit_aliases AS anywhere
        ON anywhere.alias = located.raw_name AND located.area_code IS NULL AND anywhere.alone
),
named AS (
    SELECT
        matched.*,
        (SELECT max_by(area_aliases.region_code, length(area_aliases.alias))
         FROM area_aliases
         WHERE starts_with(matched.unit_name, area_aliases.alias)) AS area_in_name
    FROM matched
)
SELECT
    named.raw_name,
    named.region_code,
    named.region_name,
    named.unit_name,
    coalesce(areas.area, nullif(trim(named.region_name), '')) AS area,
    coalesce(areas.region_code, named.region_code) AS area_code
FROM named
LEFT JOIN areas ON areas.region_code = coalesce(named.known_area, named.area_in_name);
