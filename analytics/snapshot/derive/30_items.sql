-- Service items: every version of every owner's list; where no list was imported, the items that cases name.
-- An item's key is its owner (unit, else area) and its code, else its name, on its platform (domain.md 4, Item lists).
CREATE TEMP TABLE owned_items AS
SELECT
    incoming_items.*,
    coalesce(incoming_items.item_code, incoming_items.item_name) AS item,
    unit_names.unit_name AS known_unit,
    unit_names.area,
    unit_names.area_code,
    coalesce(unit_names.unit_name, unit_names.area, '') AS owner
FROM incoming_items
LEFT JOIN unit_names
    ON unit_names.spelling = spelling_of(incoming_items.unit_name, incoming_items.region_code, incoming_items.region_name);

-- Which rows are one list: those of an owner in one file, whatever its sheets; where the file repeats an item, it holds a
-- list a version. A list is dated by the newest version date in it, else by its export; the first undated one has always
-- been in force. `list_no` numbers the lists of an owner, the oldest first: of one date, the later export is the newer.
CREATE TEMP TABLE dated_items AS
WITH repeats AS (
    SELECT platform, owner, import_id, count(*) > count(DISTINCT item) AS holds_several
    FROM (SELECT DISTINCT platform, owner, import_id, item, effective_on FROM owned_items) AS versions
    GROUP BY platform, owner, import_id
),
lists AS (
    SELECT
        owned_items.*,
        CASE WHEN repeats.holds_several THEN owned_items.effective_on END AS version_on
    FROM owned_items
    INNER JOIN repeats
        ON repeats.platform = owned_items.platform
        AND repeats.owner = owned_items.owner
        AND repeats.import_id = owned_items.import_id
),
dated AS (
    SELECT
        *,
        max(effective_on) OVER (PARTITION BY platform, owner, import_id, version_on) AS newest_version_on,
        dense_rank() OVER (PARTITION BY platform, owner ORDER BY exported_on, import_id) AS export_rank
    FROM lists
),
listed AS (
    SELECT
        * EXCLUDE (newest_version_on, export_rank, version_on),
        coalesce(newest_version_on, CASE WHEN export_rank = 1 THEN DATE '1900-01-01' ELSE exported_on END) AS listed_on,
        coalesce(
            effective_on, newest_version_on, CASE WHEN export_rank = 1 THEN DATE '1900-01-01' ELSE exported_on END
        ) AS valid_from
    FROM dated
),
ordered AS (
    SELECT
        *,
        dense_rank() OVER (PARTITION BY platform, owner ORDER BY listed_on, exported_on, import_id) AS list_no
    FROM listed
)
SELECT
    *,
    min(list_no) OVER (PARTITION BY platform, owner, item, valid_from) = 1 AS in_first_list
FROM ordered;

-- Of the rows that say the same of an item, the latest acceptance; all else only breaks ties, so that the order in which
-- rows were stored never decides.
CREATE TEMP TABLE told_by_cases AS
SELECT
    named.platform,
    named.item_code,
    CASE WHEN named.item_code IS NULL THEN named.item_name END AS only_name,
    coalesce(unit_names.unit_name, unit_names.area, '') AS owner,
    named.item_name,
    unit_names.unit_name,
    unit_names.area,
    unit_names.area_code,
    named.case_kind,
    named.statutory_limit,
    named.statutory_unit,
    named.promised_limit,
    named.promised_unit,
    (
        coalesce(named.latest, TIMESTAMP '1900-01-01'), named.item_name, named.case_kind, named.statutory_limit,
        named.statutory_unit, named.promised_limit, named.promised_unit, unit_names.area
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
) AS named
LEFT JOIN unit_names
    ON unit_names.spelling = spelling_of(named.unit_name, named.region_code, named.region_name);

CREATE TABLE item_rows AS
WITH newest AS (
    SELECT *
    FROM dated_items
    QUALIFY row_number() OVER (
        PARTITION BY platform, owner, item, valid_from ORDER BY list_no DESC, part DESC, line DESC
    ) = 1
),
list_days AS (
    SELECT DISTINCT platform, owner, list_no, listed_on, exported_on FROM dated_items
),
held AS (
    SELECT
        platform,
        owner,
        item,
        list_no,
        listed_on,
        lead(list_no) OVER (PARTITION BY platform, owner, item ORDER BY list_no) AS next_held_no
    FROM (SELECT DISTINCT platform, owner, item, list_no, listed_on FROM dated_items) AS holdings
),
dropped AS (
    -- what the next list no longer holds is out of force from its date; where its items kept their version dates, from its export
    SELECT
        held.platform,
        held.owner,
        held.item,
        held.list_no,
        CASE WHEN list_days.listed_on > held.listed_on THEN list_days.listed_on ELSE list_days.exported_on END AS dropped_on
    FROM held
    INNER JOIN list_days
        ON list_days.platform = held.platform
        AND list_days.owner = held.owner
        AND list_days.list_no = held.list_no + 1
    WHERE held.next_held_no IS DISTINCT FROM held.list_no + 1
),
ended AS (
    SELECT newest.platform, newest.owner, newest.item, newest.valid_from, min_by(dropped.dropped_on, dropped.list_no) AS dropped_on
    FROM newest
    INNER JOIN dropped
        ON dropped.platform = newest.platform
        AND dropped.owner = newest.owner
        AND dropped.item = newest.item
        AND dropped.list_no >= newest.list_no
    GROUP BY newest.platform, newest.owner, newest.item, newest.valid_from
),
named AS (
    SELECT
        newest.platform,
        newest.owner,
        newest.item,
        newest.item_code,
        newest.item_name,
        newest.known_unit AS unit_name,
        newest.area,
        newest.area_code AS region_code,
        newest.item_type,
        newest.statutory_limit,
        newest.statutory_unit,
        newest.promised_limit,
        newest.promised_unit,
        newest.statutory_unread,
        newest.promised_unread,
        newest.effective_on,
        newest.valid_from,
        ended.dropped_on,
        newest.in_first_list,
        'list' AS origin,
        newest.import_id,
        newest.part,
        newest.line
    FROM newest
    LEFT JOIN ended
        ON ended.platform = newest.platform
        AND ended.owner = newest.owner
        AND ended.item = newest.item
        AND ended.valid_from = newest.valid_from
    UNION ALL
    SELECT
        platform,
        owner,
        coalesce(item_code, only_name),
        item_code,
        max_by(item_name, told),
        any_value(unit_name), -- the owner, or nothing
        max_by(area, told),
        max_by(area_code, told),
        max_by(case_kind, told),
        max_by(statutory_limit, told),
        max_by(statutory_unit, told),
        max_by(promised_limit, told),
        max_by(promised_unit, told),
        NULL,
        NULL,
        NULL,
        DATE '1900-01-01',
        NULL,
        FALSE,
        'cases',
        NULL,
        NULL,
        NULL
    FROM told_by_cases
    GROUP BY platform, owner, item_code, only_name
)
SELECT
    *,
    concat_ws('|', platform, owner, item) AS item_key,
    item_type IN ('immediate', '即办件', '即办', '1') OR promised_limit = 0 AS immediate,
    in_working_days(statutory_limit, statutory_unit) AS statutory_days,
    CASE
        WHEN promised_limit IS NULL AND item_type IN ('immediate', '即办件', '即办', '1') THEN 0
        ELSE in_working_days(promised_limit, promised_unit)
    END AS promised_days,
    statutory_unit <> 'working' OR promised_unit <> 'working' AS converted,
    least(
        lead(valid_from, 1, DATE '9999-12-31') OVER (PARTITION BY platform, owner, item ORDER BY valid_from), dropped_on
    ) AS valid_to
FROM named;

-- Whose item a case is: its unit's, else its area's, else the only owner's; on its platform if it can be.
CREATE TEMP TABLE items_of_cases AS
WITH wanted AS (
    SELECT DISTINCT
        every_case.platform,
        coalesce(every_case.item_code, every_case.item_name) AS item,
        spelling_of(every_case.unit_name, every_case.region_code, every_case.region_name) AS spelling
    FROM every_case
),
placed AS (
    SELECT wanted.*, unit_names.unit_name, unit_names.area
    FROM wanted
    LEFT JOIN unit_names
        ON unit_names.spelling = wanted.spelling
),
listed AS (
    SELECT
        *,
        count(DISTINCT owner) OVER (PARTITION BY item) AS owners,
        count(DISTINCT owner) OVER (PARTITION BY item, area) AS owners_in_area
    FROM (SELECT DISTINCT platform, owner, unit_name, area, item FROM item_rows WHERE origin = 'list') AS holdings
)
SELECT
    placed.platform,
    placed.item,
    placed.spelling,
    listed.platform AS item_platform,
    listed.owner
FROM placed
INNER JOIN listed ON listed.item = placed.item
WHERE listed.unit_name = placed.unit_name
    OR (listed.area = placed.area AND listed.owners_in_area = 1)
    OR listed.owners = 1
QUALIFY row_number() OVER (
    PARTITION BY placed.platform, placed.item, placed.spelling
    -- those that are not of its unit are of one owner
    ORDER BY listed.unit_name = placed.unit_name DESC, listed.platform = placed.platform DESC, listed.platform
) = 1;
