-- Texts -> limits: 5, 5个工作日, 5工作日, 30日, 30个自然日, 1个月, 即办, 当场办结, 8小时, 5 working days.

CREATE OR REPLACE MACRO limit_text(x) AS
    regexp_replace(regexp_replace(lower(half_width(x)), '\([^)]*\)', '', 'g'), '\s+', '', 'g');

CREATE OR REPLACE MACRO is_immediate(x) AS
    regexp_full_match(limit_text(x), '(即办|即办件|即时办结|即时|即时办理|立即办理|立等可取|当场办结|当场|当场办理|当日办结|immediate|immediately)');

-- Exactly one number with a unit behind it; "3-5个工作日" is not a limit that anybody can compute with.
CREATE OR REPLACE MACRO has_limit(x) AS
    regexp_full_match(
        limit_text(x),
        '[^0-9]{0,16}[0-9]+(\.[0-9]+)?个?(工作日|自然日|日历日|working-?days?|businessdays?|workdays?|calendardays?|days?|日|天|月|months?|小时|hours?|h|星期|周|weeks?|年|years?|分钟|minutes?)[^0-9]{0,12}'
    );
CREATE OR REPLACE MACRO limit_word(x) AS
    regexp_extract(
        limit_text(x),
        '[0-9]个?(工作日|自然日|日历日|working-?days?|businessdays?|workdays?|calendardays?|days?|日|天|月|months?|小时|hours?|h|星期|周|weeks?|年|years?|分钟|minutes?)',
        1
    );

CREATE OR REPLACE MACRO unit_of(word) AS
    CASE
        WHEN word IN ('月', 'month', 'months', '年', 'year', 'years') THEN 'month'
        WHEN word IN ('小时', 'h', 'hour', 'hours', '分钟', 'minute', 'minutes') THEN 'hour'
        WHEN word = '工作日' OR regexp_matches(word, '^(work|business)') THEN 'working'
        WHEN word <> '' THEN 'calendar'
    END;
CREATE OR REPLACE MACRO units_in(word) AS
    CASE
        WHEN word IN ('年', 'year', 'years') THEN 12
        WHEN word IN ('周', '星期', 'week', 'weeks') THEN 7
        WHEN word IN ('分钟', 'minute', 'minutes') THEN 1.0 / 60
        ELSE 1
    END;

-- 36500: a hundred years of days; a larger number is a typing error.
CREATE OR REPLACE MACRO plain_number(x) AS
    CASE WHEN TRY_CAST(x AS DOUBLE) BETWEEN 0 AND 36500 THEN TRY_CAST(x AS DOUBLE) END;

CREATE OR REPLACE MACRO limit_amount(x) AS
    CASE
        WHEN x IS NULL THEN NULL
        WHEN plain_number(x) IS NOT NULL THEN plain_number(x)
        WHEN is_placeholder(x) THEN NULL
        WHEN is_immediate(x) THEN 0
        WHEN has_limit(x)
            THEN plain_number(regexp_extract(limit_text(x), '[0-9]+(\.[0-9]+)?')) * units_in(limit_word(x))
        ELSE plain_number(limit_text(x))
    END;
-- `otherwise` is the unit that another column, the header or the mapping names.
CREATE OR REPLACE MACRO limit_unit(x, otherwise) AS
    CASE
        WHEN limit_amount(x) IS NULL THEN NULL
        WHEN plain_number(x) IS NOT NULL THEN otherwise
        WHEN is_immediate(x) THEN 'working'
        ELSE coalesce(unit_of(limit_word(x)), otherwise)
    END;
