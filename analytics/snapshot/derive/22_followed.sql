-- Case numbers on the platforms that have them: what came under a guessed platform follows its number (domain.md, pitfalls:
-- a default platform for a file of pauses joins nothing, in silence). Where the guessed platform has the number itself,
-- the guess was right.
CREATE TEMP TABLE followed_cases AS
WITH guessed AS (
    SELECT platform AS guessed, case_no FROM incoming_pauses WHERE platform_guessed
    UNION ALL
    SELECT platform, case_no FROM incoming_ratings WHERE platform_guessed
    UNION ALL
    SELECT platform, case_no FROM incoming_events WHERE platform_guessed
),
known AS (
    SELECT DISTINCT cases.platform, cases.case_no
    FROM (
        SELECT platform, case_no FROM incoming_cases
        UNION ALL
        SELECT platform, case_no FROM incoming_events WHERE NOT platform_guessed
    ) AS cases
    SEMI JOIN guessed ON guessed.case_no = cases.case_no
)
SELECT DISTINCT guessed.guessed, guessed.case_no, known.platform
FROM guessed
INNER JOIN known ON known.case_no = guessed.case_no
WHERE NOT EXISTS (
    SELECT 1 FROM known AS own WHERE own.case_no = guessed.case_no AND own.platform = guessed.guessed
);
