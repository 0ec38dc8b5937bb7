-- Texts -> limits: 5, 5个工作日, 5工作日, 30日, 30个自然日, 1个月, 即办, 当场办结, 8小时, 5 working days.
-- `n` is the text that is no plain number, in half width without brackets and spaces; a query makes it a column of its
-- own, so that plain numbers, which most limits are, cost nothing more.

-- 36500: a hundred years of days; a larger number is a typing error.
CREATE OR REPLACE MACRO plain_number(x) AS
    CASE WHEN TRY_CAST(x AS DOUBLE) BETWEEN 0 AND 36500 THEN TRY_CAST(x AS DOUBLE) END;

CREATE OR REPLACE MACRO limit_text(x) AS
    CASE
        WHEN TRY_CAST(x AS DOUBLE) BETWEEN 0 AND 36500 OR is_placeholder(x) THEN NULL
        ELSE regexp_replace(regexp_replace(lower(half_width(x)), '\([^)]*\)', '', 'g'), '\s+', '', 'g')
    END;

CREATE OR REPLACE MACRO is_immediate(n) AS
    regexp_full_match(n, '(即办|即办件|即时办结|即时|即时办理|立即办理|立等可取|当场办结|当场|当场办理|当日办结|immediate|immediately)');

-- Exactly one number with a unit behind it; "3-5个工作日" is not a limit that anybody can compute with.
CREATE OR REPLACE MACRO has_limit(n) AS
    regexp_full_match(
        n,
        '[^0-9]{0,16}[0-9]+(\.[0-9]+)?个?(工作日|自然日|日历日|working-?days?|businessdays?|workdays?|calendardays?|days?|日|天|月|months?|小时|hours?|h|星期|周|weeks?|年|years?|分钟|minutes?)[^0-9]{0,12}'
    );
CREATE OR REPLACE MACRO limit_word(n) AS
    regexp_extract(
        n,
        '[0-9]个?(工作日|自然日|日历日|working-?days?|businessdays?|workdays?|calendardays?|days?|日|天|月|months?|小时|hours?|h|星期|周|weeks?|年|years?|分钟|minutes?)',
        1
    );

CREATE OR REPLACE MACRO unit_of(word) AS
    CASE
        WHEN word IN ('月', 'month', 'months', '年', 'year', 'years') THEN 'month'
        WHEN word IN ('小时', 'h', 'hour', 'hours', '分钟', 'minute', 'minutes') THEN 'hour'
        WHEN word = '工作日' OR regexp_matches(word, '^(working|business|work)-?days?$') THEN 'working'
        WHEN word IN ('日', '天', '自然日', '日历日', '周', '星期') OR regexp_full_match(word, '(calendar-?)?days?|weeks?') THEN 'calendar'
    END;
CREATE OR REPLACE MACRO units_in(word) AS
    CASE
        WHEN word IN ('年', 'year', 'years') THEN 12
        WHEN word IN ('周', '星期', 'week', 'weeks') THEN 7
        WHEN word IN ('分钟', 'minute', 'minutes') THEN 1.0 / 60
        ELSE 1
    END;

CREATE OR REPLACE MACRO limit_amount(x, n) AS
    CASE
        WHEN n IS NULL THEN plain_number(x)
        WHEN is_immediate(n) THEN 0
        WHEN has_limit(n) THEN plain_number(regexp_extract(n, '[0-9]+(\.[0-9]+)?')) * units_in(limit_word(n))
        ELSE plain_number(n)
    END;
-- `amount` is what `limit_amount` gave; `otherwise` the unit that another column, the header or the mapping names.
CREATE OR REPLACE MACRO limit_unit(amount, n, otherwise) AS
    CASE
        WHEN amount IS NULL THEN NULL
        WHEN n IS NULL THEN otherwise
        WHEN is_immediate(n) THEN 'working'
        ELSE coalesce(unit_of(limit_word(n)), otherwise)
    END;
