-- Cohort: closed in the period, with a limit in days that can be kept early (immediate cases apart; days cannot measure hours).
SELECT *
FROM closed_cases
WHERE limit_days > 0 AND limit_unit <> 'hour' AND case_kind IS DISTINCT FROM 'immediate' AND used_days IS NOT NULL
