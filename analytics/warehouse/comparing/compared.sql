-- What became of each key between two exports of one platform and kind. Views `earlier` and `later` hold key, happened_on,
-- part, line and `fields`, a list of texts. A key told twice in an export counts as its last row tells it.
-- Vanished: in the earlier export, on a day that the later one covers, and not in it; nothing where the variable `partial`
-- says that the later one tells of some units or areas only.
CREATE OR REPLACE TEMP TABLE compared AS
WITH earlier_keys AS (
    SELECT
        key,
        max_by(hash(fields), (part, line)) AS content,
        max_by(happened_on, (part, line)) AS happened_on,
        max((part, line)) AS place
    FROM earlier
    GROUP BY key
),
later_keys AS (
    SELECT
        key,
        max_by(hash(fields), (part, line)) AS content,
        max((part, line)) AS place
    FROM later
    GROUP BY key
),
covered AS (
    SELECT min(happened_on) AS first_day, max(happened_on) AS last_day FROM later
)
SELECT
    coalesce(later_keys.key, earlier_keys.key) AS key,
    CASE
        WHEN earlier_keys.key IS NULL THEN 'new'
        WHEN later_keys.key IS NULL THEN 'vanished'
        WHEN later_keys.content = earlier_keys.content THEN 'unchanged'
        ELSE 'changed'
    END AS change,
    earlier_keys.place AS earlier_place,
    later_keys.place AS later_place
FROM later_keys
FULL JOIN earlier_keys ON earlier_keys.key = later_keys.key
CROSS JOIN covered
WHERE later_keys.key IS NOT NULL
    OR (
        NOT getvariable('partial')
        AND (
            earlier_keys.happened_on IS NULL
            OR covered.first_day IS NULL
            OR earlier_keys.happened_on BETWEEN covered.first_day AND covered.last_day
        )
    );
