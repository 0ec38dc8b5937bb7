-- Every negative rating given on or before the as-of day, with where it stands in the chain (domain.md 9).
WITH placed AS (
    SELECT
        ratings.*,
        ratings.revisit_result = 'dissatisfied'
        AND coalesce(ratings.last_rectified <= ratings.last_revisited, TRUE) AS to_rectify_again,
        again.day AS rectify_again_by
    FROM ratings
    LEFT JOIN days AS revisit_day ON revisit_day.calendar = ratings.calendar AND revisit_day.day = ratings.revisited_on
    LEFT JOIN working_days AS again
        ON again.calendar = ratings.calendar AND again.workday_no = revisit_day.workday_no + rectification_days()
    WHERE NOT ratings.positive
),
stood AS (
    SELECT
        *,
        CASE
            WHEN excused THEN 'excused'
            WHEN to_rectify_again THEN 'dissatisfied'
            WHEN revisit_result = 'dissatisfied' THEN 'rectified'
            WHEN revisited_on IS NOT NULL THEN 'revisited'
            WHEN not_reached >= revisit_attempts() THEN 'not_reached'
            WHEN rectified_on IS NOT NULL THEN 'rectified'
            WHEN rectify_by < as_of() THEN 'overdue'
            WHEN verified_as IS NOT NULL OR verified_on IS NOT NULL THEN 'rectifying'
            ELSE 'rated'
        END AS rating_state
    FROM placed
),
dated AS (
    SELECT
        *,
        rating_state IN ('rated', 'rectifying', 'overdue', 'dissatisfied') AS is_open,
        CASE WHEN revisit_result = 'dissatisfied' THEN rectify_again_by ELSE rectify_by END AS due_on
    FROM stood
)
SELECT
    dated.*,
    CASE WHEN is_open THEN due_day.workday_no - as_of_no(dated.calendar) END AS remaining_days,
    CASE WHEN is_open AND due_on < as_of() THEN as_of_no(dated.calendar) - due_day.workday_no ELSE 0 END AS overdue_days
FROM dated
LEFT JOIN days AS due_day ON due_day.calendar = dated.calendar AND due_day.day = dated.due_on
