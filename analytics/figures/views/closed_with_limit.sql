-- Cohort: closed in the period, with a limit in days that can be kept early (immediate cases apart; days cannot measure
-- hours). Early is before what was promised: an extension adds to the limit, not to the promise, nor does a last day that
-- is moved to a working day.
SELECT
    *,
    CASE limit_unit WHEN 'working' THEN used_days < promised_days ELSE closed_on < promised_on END AS early
FROM closed_cases
WHERE limit_days > 0 AND limit_unit <> 'hour' AND case_kind IS DISTINCT FROM 'immediate' AND used_days IS NOT NULL
