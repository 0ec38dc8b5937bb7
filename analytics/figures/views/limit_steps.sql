-- Each item's cases of `limit_needs` counted up: how many of them would have met each limit that one of them needed.
SELECT
    proposal_key,
    needed_days AS limit_days,
    CAST(sum(needed) OVER (PARTITION BY proposal_key ORDER BY needed_days) AS BIGINT) AS met,
    CAST(sum(needed) OVER (PARTITION BY proposal_key) AS BIGINT) AS cases
FROM (
    SELECT proposal_key, needed_days, count(*) AS needed
    FROM limit_needs
    GROUP BY proposal_key, needed_days
) AS counted
