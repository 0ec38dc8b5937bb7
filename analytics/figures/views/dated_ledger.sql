-- Entries of the ledger about a day of the period: the due day that was missed, the day of a circular.
SELECT *
FROM ledger
WHERE event_on BETWEEN period_start() AND period_end()
