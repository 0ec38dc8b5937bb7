-- Cohort: closed in the period, with both limits.
SELECT * FROM closed_cases WHERE comparable(statutory_days, promised_days, case_kind = 'immediate')
