-- Service items: every version, the newest import of each; where no list was imported, the items that cases name.
CREATE TEMP VIEW listed_items AS
SELECT * EXCLUDE (row)
FROM (
    SELECT
        *,
        coalesce(effective_on, DATE '1900-01-01') AS valid_from,
        row_number() OVER (
            PARTITION BY coalesce(item_code, item_name), coalesce(effective_on, DATE '1900-01-01')
            ORDER BY exported_on DESC, import_id DESC, part DESC, line DESC
        ) AS row
    FROM incoming_items
)
WHERE row = 1;

-- Of the rows that say the same of an item, the latest acceptance; all else only breaks ties, so that the order in which
-- rows were stored never decides.
CREATE TEMP TABLE told_by_cases AS
SELECT
    *,
    (
        coalesce(latest, TIMESTAMP '1900-01-01'), item_name, unit_name, region_code, region_name, case_kind,
        statutory_limit, statutory_unit, promised_limit, promised_unit
    ) AS told
FROM (
    SELECT
        platform,
        item_code,
        item_name,
        unit_name,
        region_code,
        region_name,
        case_kind,
        statutory_limit,
        statutory_unit,
        promised_limit,
        promised_unit,
        max(accepted_at) AS latest
    FROM newest_cases
    WHERE NOT EXISTS (SELECT 1 FROM incoming_items) AND coalesce(item_code, item_name) IS NOT NULL
    GROUP BY ALL
);

CREATE TABLE item_rows AS
WITH named AS (
    SELECT
        listed_items.platform,
        listed_items.item_code,
        listed_items.item_name,
        unit_names.unit_name,
        unit_names.area,
        listed_items.item_type,
        listed_items.statutory_limit,
        listed_items.statutory_unit,
        listed_items.promised_limit,
        listed_items.promised_unit,
        listed_items.effective_on,
        listed_items.valid_from,
        'list' AS origin,
        listed_items.import_id,
        listed_items.line
    FROM listed_items
    LEFT JOIN unit_names
        ON unit_names.raw_name IS NOT DISTINCT FROM listed_items.unit_name
        AND unit_names.region_code IS NOT DISTINCT FROM listed_items.region_code
        AND unit_names.region_name IS NOT DISTINCT FROM listed_items.region_name
    UNION ALL
    SELECT
        told_by_cases.platform,
        told_by_cases.item_code,
        max_by(told_by_cases.item_name, told_by_cases.told),
        max_by(unit_names.unit_name, told_by_cases.told),
        max_by(unit_names.area, told_by_cases.told),
        max_by(told_by_cases.case_kind, told_by_cases.told),
        max_by(told_by_cases.statutory_limit, told_by_cases.told),
        max_by(told_by_cases.statutory_unit, told_by_cases.told),
        max_by(told_by_cases.promised_limit, told_by_cases.told),
        max_by(told_by_cases.promised_unit, told_by_cases.told),
        NULL,
        DATE '1900-01-01',
        'cases',
        NULL,
        NULL
    FROM told_by_cases
    LEFT JOIN unit_names
        ON unit_names.raw_name IS NOT DISTINCT FROM told_by_cases.unit_name
        AND unit_names.region_code IS NOT DISTINCT FROM told_by_cases.region_code
        AND unit_names.region_name IS NOT DISTINCT FROM told_by_cases.region_name
    GROUP BY told_by_cases.platform, told_by_cases.item_code,
        CASE WHEN told_by_cases.item_code IS NULL THEN told_by_cases.item_name END
)

SELECT
    *,
    coalesce(item_code, item_name) AS item_key,
    coalesce(item_type IN ('immediate', '即办件', '即办', '1'), FALSE)
        OR coalesce(promised_limit = 0, FALSE) AS immediate,
    in_working_days(statutory_limit, statutory_unit) AS statutory_days,
    CASE
        WHEN promised_limit IS NULL AND item_type IN ('immediate', '即办件', '即办', '1') THEN 0
        ELSE in_working_days(promised_limit, promised_unit)
    END AS promised_days,
    coalesce(statutory_unit <> 'working', FALSE) OR coalesce(promised_unit <> 'working', FALSE) AS converted,
    lead(valid_from, 1, DATE '9999-12-31') OVER (
        PARTITION BY coalesce(item_code, item_name) ORDER BY valid_from
    ) AS valid_to
FROM named;
