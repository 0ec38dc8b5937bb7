-- Every message as it stood at the end of the as-of day.
WITH judged AS (
    SELECT
        * REPLACE (
            -- what was told with an answer of a later day was not told yet
            CASE WHEN answered_on > as_of() THEN NULL ELSE responded_as END AS responded_as,
            CASE WHEN answered_on > as_of() THEN NULL ELSE solved_as END AS solved_as,
            CASE WHEN answered_on > as_of() THEN NULL ELSE satisfied_as END AS satisfied_as
        ),
        answered_on IS NULL OR answered_on > as_of() AS open_then
    FROM message_rows
    WHERE asked_on <= as_of()
)
SELECT
    platform,
    message_no,
    message_kind,
    title,
    content,
    asked_at,
    asked_on,
    unit_name,
    area,
    region_code,
    CASE WHEN NOT open_then THEN answered_at END AS answered_at,
    CASE WHEN NOT open_then THEN answered_on END AS answered_on,
    CASE WHEN NOT open_then THEN answer END AS answer,
    responded_as,
    solved_as,
    satisfied_as,
    -- a word that nobody knows says neither
    CASE responded_as WHEN 'yes' THEN TRUE WHEN 'no' THEN FALSE END AS is_responded,
    CASE solved_as WHEN 'solved' THEN TRUE WHEN 'partly' THEN FALSE WHEN 'unsolved' THEN FALSE END AS is_solved,
    CASE satisfied_as WHEN 'satisfied' THEN TRUE WHEN 'basically' THEN TRUE WHEN 'dissatisfied' THEN FALSE END
        AS is_satisfied,
    platform_due_at,
    limit_days,
    limit_on,
    due_on,
    -- the platform gives longer than the limit (domain.md 9, extended ones)
    coalesce(CAST(platform_due_at AS DATE) > limit_on, FALSE) AS extended,
    coalesce(
        NOT open_then AND answered_on > limit_on AND answered_on <= CAST(platform_due_at AS DATE), FALSE
    ) AS only_thanks,
    provisional,
    -- answered before it was asked: there is nothing to measure
    CASE WHEN NOT open_then AND NOT answered_before_asked THEN answered_no - asked_no END AS response_days,
    CASE
        WHEN due_on IS NULL OR due_on >= as_of() THEN 'not_yet_due'
        WHEN open_then THEN 'unanswered_overdue'
        WHEN answered_after_due THEN 'late'
        ELSE 'on_time'
    END AS message_group,
    open_then AS is_open,
    CASE
        WHEN open_then THEN greatest(as_of_no(calendar) - due_no, 0)
        WHEN answered_after_due THEN answered_no - due_no
        ELSE 0
    END AS overdue_days,
    CASE WHEN open_then THEN due_no - as_of_no(calendar) END AS remaining_days,
    answered_before_asked,
    asked_before_on,
    coalesce(date_diff('day', asked_before_on, asked_on) <= asked_again_days(), FALSE) AS asked_again,
    calendar,
    import_id,
    sheet,
    line
FROM judged
