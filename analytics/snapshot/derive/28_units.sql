-- Which unit and area each spelling of a unit stands for: the alias table, then the region, then the name itself.
-- Two areas may each have a unit of the same bare name: where nothing tells them apart, the area is written behind it.
CREATE TABLE unit_names AS
WITH city AS (
    -- one row, without a name where no table knows the city
    SELECT any_value(area) AS area FROM areas WHERE region_code = getvariable('city_code')
),
area_spellings AS (
    -- 东河区 is 包头市东河区 too
    SELECT alias, region_code FROM area_aliases
    UNION
    SELECT concat(city.area, area_aliases.alias), area_aliases.region_code
    FROM area_aliases
    CROSS JOIN city
),
spellings AS (
    SELECT unit_name AS raw_name, region_code, region_name FROM spelled
    UNION
    -- the unit and the area that the events of a case told last need not stand in one row
    SELECT unit_name, region_code, region_name FROM cases_of_events
),
within_city AS (
    -- 内蒙古自治区包头市东河区: what stands before the city's name says nothing more
    SELECT spellings.region_name, any_value(area_spellings.region_code) AS region_code
    FROM spellings
    CROSS JOIN city
    INNER JOIN area_spellings
        ON starts_with(area_spellings.alias, city.area) AND ends_with(spellings.region_name, area_spellings.alias)
    GROUP BY spellings.region_name
),
located AS (
    SELECT
        spellings.*,
        CASE
            WHEN EXISTS (
                SELECT 1 FROM area_aliases
                WHERE starts_with(spellings.raw_name, city.area || area_aliases.alias)
            )
                THEN substr(spellings.raw_name, length(city.area) + 1)
            ELSE spellings.raw_name
        END AS bare_name,
        -- a column headed 行政区划 holds names or codes
        coalesce(by_code.region_code, by_name.region_code, code_as_name.region_code, within_city.region_code) AS area_code
    FROM spellings
    CROSS JOIN city
    LEFT JOIN areas AS by_code ON by_code.region_code = left(spellings.region_code, 6)
    LEFT JOIN area_spellings AS by_name ON by_name.alias = coalesce(spellings.region_name, spellings.region_code)
    LEFT JOIN areas AS code_as_name ON code_as_name.region_code = left(spellings.region_name, 6)
    LEFT JOIN within_city ON within_city.region_name = spellings.region_name
),
of_the_city AS (
    -- 市规划局 and 包头市规划局 are the city's 规划局 in whatever area it acts; a bare 规划局 need not be
    SELECT marked.alias, marked.unit_name
    FROM unit_aliases AS marked
    CROSS JOIN city
    INNER JOIN unit_aliases AS bare
        ON bare.unit_name = marked.unit_name
        AND bare.region_code = marked.region_code
        AND marked.alias IN ('市' || bare.alias, city.area || bare.alias)
    WHERE marked.region_code = getvariable('city_code')
),
homes AS (
    -- the area that an alias belongs to, where it belongs to one only
    SELECT alias, unit_name, region_code FROM unit_aliases QUALIFY count(*) OVER (PARTITION BY alias) = 1
),
matched AS (
    SELECT
        located.*,
        coalesce(exact.unit_name, of_the_city.unit_name, anywhere.unit_name, located.bare_name) AS known_name,
        coalesce(located.area_code, anywhere.region_code) AS known_area,
        -- by its full name a unit is itself in whatever area it acts; a bare name may stand for another area's
        coalesce(
            exact.unit_name,
            of_the_city.unit_name,
            anywhere.unit_name,
            CASE WHEN homes.alias = homes.unit_name THEN homes.alias END
        ) IS NOT NULL AS is_known,
        homes.region_code AS home_code
    FROM located
    LEFT JOIN unit_aliases AS exact ON exact.alias = located.bare_name AND exact.region_code = located.area_code
    LEFT JOIN unit_aliases AS anywhere
        ON anywhere.alias = located.bare_name AND located.area_code IS NULL AND anywhere.alone
    LEFT JOIN of_the_city ON of_the_city.alias = located.bare_name
    LEFT JOIN homes ON homes.alias = located.bare_name
),
prefixes AS (
    SELECT matched.raw_name, max_by(area_spellings.region_code, length(area_spellings.alias)) AS region_code
    FROM matched
    INNER JOIN area_spellings ON starts_with(matched.raw_name, area_spellings.alias)
    GROUP BY matched.raw_name
),
placed AS (
    SELECT
        matched.raw_name,
        matched.region_code,
        matched.region_name,
        matched.known_name,
        matched.is_known OR prefixes.region_code IS NOT NULL AS is_known,
        coalesce(areas.area, matched.region_name) AS area,
        coalesce(areas.region_code, matched.region_code) AS area_code,
        CASE
            WHEN coalesce(matched.home_code, prefixes.region_code) <> matched.area_code
                AND getvariable('city_code') NOT IN (coalesce(matched.home_code, prefixes.region_code), matched.area_code)
                THEN coalesce(matched.home_code, prefixes.region_code)
        END AS other_code
    FROM matched
    LEFT JOIN prefixes ON prefixes.raw_name = matched.raw_name
    LEFT JOIN areas ON areas.region_code = coalesce(matched.known_area, prefixes.region_code)
),
namesakes AS (
    SELECT known_name
    FROM placed
    GROUP BY known_name
    HAVING count(DISTINCT area) > 1
)
SELECT
    spelling_of(placed.raw_name, placed.region_code, placed.region_name) AS spelling,
    CASE
        WHEN namesakes.known_name IS NOT NULL AND NOT placed.is_known AND placed.area IS NOT NULL
            THEN concat(placed.known_name, '（', placed.area, '）')
        ELSE placed.known_name
    END AS unit_name,
    placed.area,
    placed.area_code,
    other_area.area AS contradicting_area
FROM placed
LEFT JOIN namesakes ON namesakes.known_name = placed.known_name
LEFT JOIN areas AS other_area ON other_area.region_code = placed.other_code;
