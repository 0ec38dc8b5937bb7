-- Open cases whose clock runs, each with the share of past cases in its place that missed their deadline.
--
-- In its place: open at the end of a day with as many working days left and as many used. There are four circles of such
-- past cases: of the item in the unit, of the unit, with that limit, with as many days left. Each is weighed against the
-- next wider one as if that brought chance_weight() cases of its own. A case with no working day left has no chance to be
-- told: the day itself decides.
WITH running AS (
    SELECT
        *,
        coalesce(item_code, item_name, '') AS item,
        coalesce(unit_name, '') AS unit,
        used_days + remaining_days AS whole_days
    FROM open_cases
    WHERE NOT is_paused
),
-- a column that a circle does not look at is NULL in its rows
past AS (
    SELECT
        coalesce(item_code, item_name, '') AS item,
        coalesce(unit_name, '') AS unit,
        whole_days,
        left_at_closing,
        count(*) AS cases,
        count(*) FILTER (WHERE missed) AS missed
    FROM case_outcomes
    WHERE due_on < as_of()
    GROUP BY GROUPING SETS (
        (item, unit, whole_days, left_at_closing),
        (unit, whole_days, left_at_closing),
        (whole_days, left_at_closing),
        (left_at_closing)
    )
),
places AS (
    SELECT item, unit, whole_days, remaining_days
    FROM running
    WHERE remaining_days > 0
    GROUP BY GROUPING SETS (
        (item, unit, whole_days, remaining_days),
        (unit, whole_days, remaining_days),
        (whole_days, remaining_days),
        (remaining_days)
    )
),
-- what was still open with so many days left: whatever was closed with fewer, or too late
in_place AS (
    SELECT
        places.item,
        places.unit,
        places.whole_days,
        places.remaining_days,
        CAST(sum(past.cases) AS BIGINT) AS cases,
        CAST(sum(past.missed) AS BIGINT) AS missed
    FROM places
    INNER JOIN past
        ON past.item IS NOT DISTINCT FROM places.item
        AND past.unit IS NOT DISTINCT FROM places.unit
        AND past.whole_days IS NOT DISTINCT FROM places.whole_days
        AND past.left_at_closing < places.remaining_days
    GROUP BY places.item, places.unit, places.whole_days, places.remaining_days
),
weighed AS (
    SELECT
        running.*,
        CASE WHEN running.remaining_days > 0 THEN coalesce(of_item.cases, 0) END AS past_cases,
        CASE WHEN running.remaining_days > 0 THEN coalesce(of_item.missed, 0) END AS past_missed,
        CASE WHEN running.remaining_days > 0 THEN coalesce(of_limit.cases, 0) END AS past_cases_of_limit,
        of_all.missed / of_all.cases AS share_of_all,
        (coalesce(of_limit.missed, 0) + chance_weight() * share_of_all)
        / (coalesce(of_limit.cases, 0) + chance_weight()) AS share_of_limit,
        (coalesce(of_unit.missed, 0) + chance_weight() * share_of_limit)
        / (coalesce(of_unit.cases, 0) + chance_weight()) AS share_of_unit,
        (coalesce(of_item.missed, 0) + chance_weight() * share_of_unit)
        / (coalesce(of_item.cases, 0) + chance_weight()) AS miss_chance
    FROM running
    LEFT JOIN in_place AS of_item
        ON of_item.item = running.item
        AND of_item.unit = running.unit
        AND of_item.whole_days = running.whole_days
        AND of_item.remaining_days = running.remaining_days
    LEFT JOIN in_place AS of_unit
        ON of_unit.item IS NULL
        AND of_unit.unit = running.unit
        AND of_unit.whole_days = running.whole_days
        AND of_unit.remaining_days = running.remaining_days
    LEFT JOIN in_place AS of_limit
        ON of_limit.unit IS NULL
        AND of_limit.whole_days = running.whole_days
        AND of_limit.remaining_days = running.remaining_days
    LEFT JOIN in_place AS of_all ON of_all.whole_days IS NULL AND of_all.remaining_days = running.remaining_days
)
SELECT
    weighed.* EXCLUDE (item, unit, whole_days, share_of_all, share_of_limit, share_of_unit),
    CASE
        WHEN due_on IS NULL THEN 'never'
        WHEN due_on < as_of() THEN 'over'
        WHEN remaining_days < 1 THEN 'today'
        WHEN remaining_days = 1 THEN 'next_day'
        WHEN remaining_days <= within_days() THEN 'soon'
        ELSE 'later'
    END AS due_in
FROM weighed
