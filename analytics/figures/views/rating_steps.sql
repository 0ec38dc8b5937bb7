-- What was recorded of each negative rating by the day looked at, one row a rating: no step that was taken back, of each
-- kind the last, of rectifications the first beside it, and how often nobody was reached.
WITH standing AS (
    SELECT rating_step_rows.*
    FROM rating_step_rows
    CROSS JOIN register_day
    WHERE
        rating_step_rows.happened_on <= register_day.day
        AND rating_step_rows.step <> 'taken_back'
        AND rating_step_rows.id NOT IN (
            SELECT rows.takes_back_id
            FROM rating_step_rows AS rows
            CROSS JOIN register_day AS looked_at
            WHERE rows.takes_back_id IS NOT NULL AND CAST(rows.at AS DATE) <= looked_at.day
        )
),
placed AS (
    SELECT
        *,
        row(happened_on, id) AS place,
        step = 'verified' AS verifies,
        step = 'rectified' AS rectifies,
        step = 'revisited' AND result <> 'not_reached' AS reaches,
        step = 'revisited' AND result = 'not_reached' AS misses
    FROM standing
)
SELECT
    platform,
    rating_no,
    arg_max(happened_on, place) FILTER (WHERE verifies) AS verified_on,
    arg_max(result, place) FILTER (WHERE verifies) AS verified_as,
    arg_max(is_complex, place) FILTER (WHERE verifies) AS is_complex,
    min(happened_on) FILTER (WHERE rectifies) AS rectified_on,
    max(place) FILTER (WHERE rectifies) AS last_rectified,
    arg_max(happened_on, place) FILTER (WHERE reaches) AS revisited_on,
    arg_max(result, place) FILTER (WHERE reaches) AS revisit_result,
    max(place) FILTER (WHERE reaches) AS last_revisited,
    count(*) FILTER (WHERE step = 'revisited') AS attempts,
    count(*) FILTER (WHERE misses) AS not_reached,
    arg_max(who, place) AS recorded_by
FROM placed
GROUP BY platform, rating_no
