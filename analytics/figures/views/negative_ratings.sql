-- Cohort: negative ratings given in the period, each with where it stands in the chain (domain.md 9).
SELECT
    *,
    CASE
        WHEN excused THEN 'excused'
        WHEN revisit_result = 'dissatisfied' THEN 'dissatisfied'
        WHEN revisited_on IS NOT NULL THEN 'revisited'
        WHEN rectified_on IS NOT NULL THEN 'rectified'
        WHEN rectify_by < as_of() THEN 'overdue'
        WHEN verified_as IS NOT NULL OR verified_on IS NOT NULL THEN 'rectifying'
        ELSE 'rated'
    END AS rating_state
FROM rated
WHERE NOT positive
