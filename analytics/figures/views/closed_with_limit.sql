-- Cohort: closed in the period, with a limit that can be kept early (immediate cases apart).
SELECT * FROM closed_cases WHERE limit_days > 0 AND case_kind IS DISTINCT FROM 'immediate' AND used_days IS NOT NULL
