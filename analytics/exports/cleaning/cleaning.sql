-- Texts as they come out of a file (trimmed, NULL where empty) -> texts worth comparing. Every macro gives NULL for
-- nothing. Each looks at a cheap property first: ten million rows pass here.

-- What systems write where they have nothing to say.
CREATE OR REPLACE MACRO is_placeholder(x) AS
    strlen(x) <= 6
    AND x IN ('NULL', 'null', 'Null', '\N', 'None', 'none', 'nan', 'NaN', 'NaT', 'N/A', 'n/a', '-', '--', '—', '——', '－', '/', '无')
    OR starts_with(x, '0000') AND regexp_full_match(x, '0000[-/]00[-/]00( 00:00(:00(\.0+)?)?)?');

-- Codes: Excel's ="0012" and '0012 are 0012, and 2549.0 is 2549; a placeholder is nothing.
CREATE OR REPLACE MACRO clean_code(x) AS
    CASE
        WHEN x >= '1' AND x < ':' AND NOT ends_with(x, '.0') THEN x
        WHEN x IS NULL OR is_placeholder(x) THEN NULL
        WHEN starts_with(x, '="') AND ends_with(x, '"') THEN nullif(trim(x[3:-2]), '')
        WHEN starts_with(x, '''') THEN nullif(trim(x[2:]), '')
        WHEN ends_with(x, '.0') AND regexp_full_match(x, '[0-9]+\.0') THEN x[:-3]
        ELSE x
    END;

-- 1.11526E+42: the digits are lost for good.
CREATE OR REPLACE MACRO is_lost_code(x) AS
    x < ':' AND (contains(x, 'E+') OR contains(x, 'e+')) AND regexp_full_match(x, '[0-9]([.,][0-9]+)?[eE]\+[0-9]+');

CREATE OR REPLACE MACRO clean_text(x) AS
    CASE WHEN strlen(x) > 4 OR x NOT IN ('NULL', 'null', '\N', 'None', 'nan', 'NaN') THEN x END;

-- Lines below the data: 合计, 总 计：, 共 12 件, Grand total. English words only where nothing but a number follows.
-- Both begin with a letter, which most codes do not.
CREATE OR REPLACE MACRO is_total(x) AS
    x > ':' AND (
        regexp_matches(x, '^(本\s*页|累\s*计)?\s*(合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|总\s*数)([\s:：(（0-9]|$|数|件|条)|^共\s*[0-9]+\s*[件条行项]')
        OR regexp_full_match(x, '(?i)((grand|sub)?[ -]?total|totaal|summe|gesamt|итого|всего)\s*[:：]?\s*[0-9.,]*')
    );

-- Digits and signs of Chinese keyboards.
CREATE OR REPLACE MACRO half_width(x) AS
    translate(x, '０１２３４５６７８９：／－．，（）　＋', '0123456789:/-.,() +');

-- 2.0 is 2: numbers of workbooks and of other people's programs.
CREATE OR REPLACE MACRO whole_number(x) AS
    CASE WHEN ends_with(x, '.0') AND regexp_full_match(x, '[0-9]+\.0') THEN x[:-3] ELSE x END;

-- 1.234,5 and 2,5个工作日 of countries that write a comma where others have a point.
CREATE OR REPLACE MACRO decimal_point(x) AS
    CASE
        WHEN NOT contains(x, ',') THEN CASE WHEN regexp_full_match(x, '[0-9]{1,3}([.][0-9]{3})+') THEN replace(x, '.', '') ELSE x END
        WHEN regexp_matches(x, '^[^0-9]*[0-9]{1,3}([.][0-9]{3})+,[0-9]') THEN replace(replace(x, '.', ''), ',', '.')
        ELSE regexp_replace(x, '([0-9]),([0-9])', '\1.\2', 'g')
    END;
