-- Cohort: closed in the period and measured, with the shortest limit in working days that each case would have met: pauses
-- are out of the used days, an extension adds to any limit, and where the acceptance fell on a day off, the next working day
-- is still limit 0 (domain.md 2). proposal_key is the item of the list, else what the case itself calls its item.
SELECT
    closed_cases.*,
    coalesce(
        closed_cases.item_key,
        concat_ws(
            '|',
            closed_cases.platform,
            coalesce(closed_cases.unit_name, closed_cases.area, ''),
            coalesce(closed_cases.item_code, closed_cases.item_name)
        )
    ) AS proposal_key,
    CAST(
        CASE
            WHEN closed_cases.used_days - coalesce(closed_cases.extension_days, 0) <= CASE WHEN days.is_working THEN 0 ELSE 1 END
                THEN 0
            ELSE closed_cases.used_days - coalesce(closed_cases.extension_days, 0)
        END
        AS INTEGER
    ) AS needed_days
FROM closed_cases
JOIN days ON days.calendar = closed_cases.calendar AND days.day = closed_cases.accepted_on
WHERE closed_cases.used_days IS NOT NULL AND coalesce(closed_cases.item_code, closed_cases.item_name) IS NOT NULL
