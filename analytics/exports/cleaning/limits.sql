-- Texts -> limits: 5, 5个工作日, 5工作日, 20(工作日), 30日, 30个自然日, 1个月, 二十个工作日, 三个月, 即办, 马上办, 8小时, 5 working days.
-- `n` is the text that is no plain number, in half width, without spaces and brackets, its Chinese numerals as digits;
-- a query makes it a column of its own, so that plain numbers, which most limits are, cost nothing more.

-- 36500: a hundred years of days; a larger number is a typing error.
CREATE OR REPLACE MACRO plain_number(x) AS
    CASE WHEN TRY_CAST(x AS DOUBLE) BETWEEN 0 AND 36500 THEN TRY_CAST(x AS DOUBLE) END;

CREATE OR REPLACE MACRO limit_units() AS
    '工作日|自然日|日历日|working-?days?|businessdays?|workdays?|calendardays?|days?|日|天|月|months?|小时|hours?|h|星期|周|weeks?|年|years?|分钟|minutes?';

-- Chinese numerals up to 999, the formal and traditional ones too.
CREATE OR REPLACE MACRO numerals() AS '零〇一二三四五六七八九十百两廿卅兩壹贰貳叁參肆伍陆陸柒捌玖拾佰';
CREATE OR REPLACE MACRO plain_numerals(w) AS
    replace(replace(
        translate(w, '〇两兩壹贰貳叁參肆伍陆陸柒捌玖拾佰', '零二二一二二三三四五六六七八九十百'), '廿', '二十'), '卅', '三十');
CREATE OR REPLACE MACRO digit_of(w) AS CASE WHEN w <> '' THEN strpos('一二三四五六七八九', w) ELSE 0 END;
-- `w` in plain numerals. 一百八 is 180 to some and 108 to others, so it is no number.
CREATE OR REPLACE MACRO number_of(w) AS
    CASE
        WHEN regexp_full_match(w, '零|[一二三四五六七八九]|([一二三四五六七八九]百)?[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]百(零[一二三四五六七八九])?')
            THEN digit_of(regexp_extract(w, '(.)百', 1)) * 100
                + CASE WHEN contains(w, '十') THEN greatest(digit_of(regexp_extract(w, '([^百])十', 1)), 1) * 10 ELSE 0 END
                + digit_of(regexp_extract(w, '[一二三四五六七八九]$'))
    END;

-- 二十个工作日 -> 20个工作日, 半天 -> 0.5工作日, 半个月 -> 15日, 半年 -> 6个月. A numeral that is none stays, and then the limit cannot be read.
CREATE OR REPLACE MACRO in_digits(n) AS
    CASE
        WHEN NOT regexp_matches(n, '[半' || numerals() || ']') THEN n
        WHEN regexp_matches(n, '^[^0-9个年月日' || numerals() || ']*半个?月') THEN regexp_replace(n, '半个?月', '15日')
        WHEN regexp_matches(n, '^[^0-9个年月日' || numerals() || ']*半年') THEN replace(n, '半年', '6个月')
        WHEN regexp_matches(n, '^[^0-9个年月日' || numerals() || ']*半(天|日|个?工作日)')
            THEN regexp_replace(n, '半(天|日|个?工作日)', '0.5工作日')
        ELSE regexp_replace(
            n,
            '[' || numerals() || ']+(个?(?:' || limit_units() || '))',
            coalesce(
                CAST(list_transform(
                    [plain_numerals(
                        regexp_extract(n, '([' || numerals() || ']+)个?(?:' || limit_units() || ')', 1)
                    )],
                    lambda w: number_of(w)
                )[1] AS VARCHAR),
                '?')
            || '\1')
    END;

-- 20(工作日) is 20工作日; whatever else stands in brackets is a note.
CREATE OR REPLACE MACRO without_brackets(n) AS
    CASE
        WHEN contains(n, '(')
            THEN regexp_replace(
                regexp_replace(n, '^([^()]*)\((个?(?:' || limit_units() || '))\)$', '\1\2'), '\([^)]*\)', '', 'g')
        ELSE n
    END;

CREATE OR REPLACE MACRO tight(x) AS regexp_replace(lower(half_width(x)), '\s+', '', 'g');

CREATE OR REPLACE MACRO limit_text(x) AS
    CASE
        WHEN TRY_CAST(x AS DOUBLE) BETWEEN 0 AND 36500 OR is_placeholder(x) THEN NULL
        -- the lambda has its text computed once: a macro repeats what it is given
        WHEN regexp_matches(x, '[(（半' || numerals() || ']')
            THEN list_transform(list_transform([tight(x)], lambda n: without_brackets(n)), lambda n: in_digits(n))[1]
        ELSE tight(x)
    END;

CREATE OR REPLACE MACRO is_immediate(n) AS
    regexp_full_match(
        n,
        '(即办|即办件|即时|即时办|即到即办|即来即办|即收即办|随到随办|马上办|马上就办|立即|立即办|立办|立等可取|当场|当场办|现场办|当日|当日办|当天|当天办)(理|结|完|办结|办理|完结)?(以?内)?|immediate|immediately'
    );

-- Exactly one number with a unit behind it; "3-5个工作日" and "一个半月" are no limits that anybody can compute with.
CREATE OR REPLACE MACRO has_limit(n) AS
    regexp_full_match(n, '[^0-9]{0,16}[0-9]+(\.[0-9]+)?个?(' || limit_units() || ')([^0-9半][^0-9]{0,11})?')
    AND NOT (
        regexp_matches(n, '[' || numerals() || ']')
        AND regexp_matches(
            n,
            '[' || numerals() || '](至|到|-|~|或|、|,)[0-9]|[0-9].*[' || numerals() || ']+个?(' || limit_units() || ')')
    );
CREATE OR REPLACE MACRO limit_word(n) AS
    regexp_extract(n, '[0-9]个?(' || limit_units() || ')', 1);

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
-- Does the limit's own text say the unit?
CREATE OR REPLACE MACRO names_unit(n) AS
    n IS NOT NULL AND (is_immediate(n) OR unit_of(limit_word(n)) IS NOT NULL);
-- `amount` is what `limit_amount` gave; `otherwise` the unit that another column, the header or the mapping names.
CREATE OR REPLACE MACRO limit_unit(amount, n, otherwise) AS
    CASE
        WHEN amount IS NULL THEN NULL
        WHEN n IS NULL THEN otherwise
        WHEN is_immediate(n) THEN 'working'
        ELSE coalesce(unit_of(limit_word(n)), otherwise)
    END;

-- A number of days, whatever kind of days: 延长10个工作日.
CREATE OR REPLACE MACRO days_amount(x, n) AS
    CASE WHEN coalesce(unit_of(limit_word(n)), 'working') IN ('working', 'calendar') THEN limit_amount(x, n) END;
