-- Texts -> local times. Every macro gives NULL where the text is not what the macro is for.
-- Years 1900 to 2199 only: anything else is a typing error or a two-digit year. 0001, 1899 and 9999 are read because
-- systems write them where they have no date (`is_no_date`).
CREATE OR REPLACE MACRO years() AS '((?:19|2[01])[0-9]{2}|0001|1899|9999)';

CREATE OR REPLACE MACRO is_iso(x) AS
    regexp_full_match(
        x,
        years() || '[-/][0-9]{1,2}[-/][0-9]{1,2}([ T]+([01]?[0-9]|2[0-3]):[0-9]{1,2}(:[0-9]{1,2}([.][0-9]+)?)?)?'
    );

-- 2021-3-5, 2021/03/05 10:12, 2021-03-05T10:12:30.5. The pattern comes first because the cast would read
-- "3:20 PM" as 03:20 and drop an offset without a word.
CREATE OR REPLACE MACRO iso_time(x) AS
    CASE WHEN is_iso(x) THEN TRY_CAST(x AS TIMESTAMP) END;

-- 2011-10-11 13:42:22.688+02:00, ...Z, ... UTC
CREATE OR REPLACE MACRO has_offset(x) AS
    regexp_full_match(
        x,
        years() || '[-/][0-9]{1,2}[-/][0-9]{1,2}[ T]+([01]?[0-9]|2[0-3]):[0-9]{1,2}(:[0-9]{1,2}([.][0-9]+)?)? ?(Z|z|UTC|GMT|[+-][0-9]{2}(:?[0-9]{2})?)'
    );
CREATE OR REPLACE MACRO without_offset(x) AS
    regexp_replace(x, ' ?(Z|z|UTC|GMT|[+-][0-9]{2}(:?[0-9]{2})?)$', '');
CREATE OR REPLACE MACRO zoned_time(x, zone) AS
    CASE
        WHEN NOT has_offset(x) THEN NULL
        WHEN zone = '' THEN TRY_CAST(without_offset(x) AS TIMESTAMP)
        ELSE timezone(zone, TRY_CAST(regexp_replace(upper(x), ' ?(Z|UTC|GMT)$', '+00:00') AS TIMESTAMPTZ))
    END;

-- 20210305101200, 202103051012, 20210305
CREATE OR REPLACE MACRO digits_time(x) AS
    CASE
        WHEN NOT regexp_full_match(x, years() || '[0-9]{4}([0-9]{4}([0-9]{2}([0-9]{3})?)?)?') THEN NULL
        WHEN length(x) = 8 THEN try_strptime(x, '%Y%m%d')
        WHEN length(x) = 12 THEN try_strptime(x, '%Y%m%d%H%M')
        ELSE try_strptime(x[:14], '%Y%m%d%H%M%S')
    END;

-- Excel's days since 1899-12-30, to the second: 44260.425. Five digits, so that neither a year nor a number is one;
-- beside them what Excel makes of a date that is none: 0 to 2 (1899-12-30 to 1900-01-01) and 2958465 (9999-12-31).
CREATE OR REPLACE MACRO serial_time(x) AS
    CASE
        WHEN NOT regexp_full_match(x, '([2-9][0-9]{4}|[012]|2958465)([.][0-9]+)?') THEN NULL
        ELSE TIMESTAMP '1899-12-30' + to_seconds(CAST(round(CAST(x AS DOUBLE) * 86400) AS BIGINT))
    END;

-- 2021年3月5日 10时12分, 2021.3.5, 2021/3/5 下午 3:20, 2021-03-05 星期五, with digits of any width -> 2021-3-5 15:20 or so.
CREATE OR REPLACE MACRO rewritten_time(x) AS
    regexp_replace(
        trim(regexp_replace(
            regexp_replace(
                regexp_replace(
                    regexp_replace(
                        regexp_replace(half_width(x), ' *\(?(星期|周)[一二三四五六日天]\)? *', ' '),
                        '^([0-9]{4}) *[年.] *([0-9]{1,2}) *[月.] *([0-9]{1,2}) *日? *', '\1-\2-\3 '),
                    '([0-9]{1,2}) *[时時点點] *([0-9]{1,2}) *分? *([0-9]{1,2})? *秒?$', '\1:\2:\3'),
                ':+$', ''),
            '([0-9]{1,2}:[0-9]{2}:[0-9]{2}),([0-9]+)', '\1.\2')),
        '^([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})', '\1-\2-\3');
-- DuckDB's strptime reads "epoch" and "infinity" under any format, as 1900.
CREATE OR REPLACE MACRO parsed_time(x, formats) AS
    CASE WHEN regexp_matches(x, '[0-9]') THEN try_strptime(x, formats) END;

CREATE OR REPLACE MACRO half_day_time(x) AS
    parsed_time(
        regexp_replace(
            regexp_replace(
                upper(x),
                '^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}) *(上午|下午|AM|PM|A\.M\.|P\.M\.) *([0-9:.]+)$', '\1 \3 \2'),
            ' *(上午|下午|AM|PM|A\.M\.|P\.M\.)$',
            CASE WHEN regexp_matches(upper(x), '下午|P\.?M') THEN ' PM' ELSE ' AM' END),
        ['%Y-%m-%d %I:%M:%S %p', '%Y-%m-%d %I:%M %p', '%Y-%m-%d %I:%M:%S.%f %p']);

-- Months by name leave nothing to guess.
CREATE OR REPLACE MACRO named_month_time(x) AS
    CASE
        WHEN regexp_matches(x, '[A-Za-z]{3}') THEN parsed_time(x, [
            '%d-%b-%Y', '%d %b %Y', '%d %B %Y', '%b %d, %Y', '%B %d, %Y', '%d-%b-%Y %H:%M:%S', '%d-%b-%Y %H:%M',
            '%d %b %Y %H:%M:%S', '%d %b %Y %H:%M', '%d %B %Y %H:%M', '%b %d, %Y %H:%M:%S', '%b %d, %Y %I:%M:%S %p',
            '%b %d, %Y %I:%M %p', '%d-%b-%Y %I:%M:%S %p'])
    END;

-- What databases, programs and spreadsheets write where they have no date: 1899-12-30 and 1900-01-01 (Excel, SQL Server),
-- 1970-01-01 (Unix), 0001-01-01 (.NET), 9999-12-31 and 2099-12-31 ("no end"); on any clock, since time zones move it.
CREATE OR REPLACE MACRO is_no_date(t) AS
    (t < TIMESTAMP '1970-01-02' OR t >= TIMESTAMP '2099-12-31')
    AND (
        t < TIMESTAMP '0001-01-02'
        OR t >= TIMESTAMP '9999-12-31'
        OR CAST(t AS DATE) IN (
            DATE '1899-12-30', DATE '1899-12-31', DATE '1900-01-01', DATE '1969-12-31', DATE '1970-01-01', DATE '2099-12-31'
        )
    );

CREATE OR REPLACE MACRO plausible(t) AS
    CASE WHEN t >= TIMESTAMP '1900-01-01' AND t < TIMESTAMP '2200-01-01' OR is_no_date(t) THEN t END;

-- What is always understood, a day that stands for none included. `zone` is where times with an offset belong; '' keeps their wall clock.
-- Each lambda has its text or time computed once: a macro repeats what it is given, and a small file would wait for that.
CREATE OR REPLACE MACRO local_time(x, zone) AS
    CASE
        WHEN is_iso(x) THEN plausible(TRY_CAST(x AS TIMESTAMP))
        WHEN x IS NULL THEN NULL
        ELSE list_transform(
            list_transform([rewritten_time(x)], lambda plain: coalesce(
                zoned_time(x, zone),
                digits_time(x),
                serial_time(x),
                iso_time(plain),
                zoned_time(plain, zone),
                half_day_time(plain),
                named_month_time(x)
            )),
            lambda t: plausible(t)
        )[1]
    END;

-- Is this a date at all, though no day of any calendar (2021-02-30)?
CREATE OR REPLACE MACRO looks_like_date(x) AS
    is_iso(x) OR has_offset(x) OR is_iso(rewritten_time(x)) OR regexp_full_match(x, years() || '[0-9]{4}([0-9]{4}([0-9]{2})?)?');

-- 24:00, 24:00:00, 24时, 24时00分, 20210305240000: the end of the day that it names.
CREATE OR REPLACE MACRO has_hour_24(x) AS
    contains(x, '24')
    AND regexp_matches(x, '([^0-9:.]24[:：时点]00?([:：分]00?)?([.]0+)?[分秒]?|[^0-9:.]24[时点]|^[0-9]{8}2400(00)?)$');
CREATE OR REPLACE MACRO last_minute(x) AS
    CASE
        WHEN regexp_matches(x, '[:：][0-9]+[:：]|秒|^[0-9]{14}$')
            THEN regexp_replace(regexp_replace(x, '^([0-9]{8})240000$', '\1235959'), '24([:：时点])00?([:：分])00?(?:[.]0+)?(秒?)$', '23\159\259\3')
        ELSE regexp_replace(regexp_replace(x, '^([0-9]{8})2400$', '\12359'), '24([:：时点])(?:00?)?分?$', '23:59')
    END;

-- A count since 1970-01-01 00:00 UTC, of seconds (1) or of milliseconds (1000). Without a zone the clock of UTC stays.
CREATE OR REPLACE MACRO epoch_time(x, per_second, zone) AS
    CASE
        WHEN regexp_full_match(x, CASE WHEN per_second = 1 THEN '[0-9]{9,10}([.][0-9]+)?' ELSE '[0-9]{12,13}([.][0-9]+)?' END)
            THEN plausible(timezone(
                CASE WHEN zone = '' THEN 'UTC' ELSE zone END,
                timezone('UTC', make_timestamp(CAST(round(CAST(x AS DOUBLE) * 1000000 / per_second) AS BIGINT)))))
    END;

-- `local_time`, and 24:00 as the last minute of its day.
CREATE OR REPLACE MACRO clock_time(x, zone) AS
    CASE
        WHEN is_iso(x) THEN plausible(TRY_CAST(x AS TIMESTAMP))
        WHEN x IS NULL THEN NULL
        ELSE list_filter(
            list_transform(
                CASE WHEN has_hour_24(x) THEN [x, last_minute(x)] ELSE [x] END, lambda text: local_time(text, zone)
            ),
            lambda t: t IS NOT NULL
        )[1]
    END;
