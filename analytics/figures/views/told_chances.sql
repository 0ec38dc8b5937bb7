-- The cases whose chance was told at the as-of day and whose deadline has passed since, with what became of them; and
-- where each stood among all whose chance was told: by days left, and by chance among those due within the week.
WITH placed AS (
    SELECT
        platform,
        case_no,
        miss_chance,
        remaining_days,
        due_on <= as_of() + 7 AS within_week,
        rank() OVER (ORDER BY remaining_days) AS place_by_days,
        count(*) OVER (PARTITION BY remaining_days) AS tied_by_days,
        rank() OVER (ORDER BY due_on <= as_of() + 7 DESC, miss_chance DESC) AS place_by_chance,
        count(*) OVER (PARTITION BY due_on <= as_of() + 7, miss_chance) AS tied_by_chance,
        ceil(count(*) OVER () / 10) AS tenth
    FROM watched_cases
    WHERE miss_chance IS NOT NULL
)
SELECT
    placed.platform,
    placed.case_no,
    placed.miss_chance,
    least(floor(placed.miss_chance * 10), 9) AS chance_tenth,
    placed.remaining_days,
    case_outcomes.due_on,
    case_outcomes.missed,
    -- of next week's misses
    case_outcomes.missed AND case_outcomes.due_on <= as_of() + 7 AS missed_next_week,
    -- of cases that tie over the edge of the first tenth each counts for a part
    greatest(least((tenth - place_by_days + 1) / tied_by_days, 1), 0) AS first_by_days,
    greatest(least((tenth - place_by_chance + 1) / tied_by_chance, 1), 0) AS first_by_chance
FROM placed
INNER JOIN case_outcomes
    ON case_outcomes.platform = placed.platform AND case_outcomes.case_no = placed.case_no
