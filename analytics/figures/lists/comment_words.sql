-- name: Words that recur in comments
-- 名称: 差评文字中反复出现的词语
-- subject: ratings
-- unit: one row a word
-- 单位: 每行一个词语
-- cohort: negative ratings given in the period that have a comment
-- 口径: 期内有文字评价的差评
-- definition: pieces of two to eight signs, between marks and blanks, that stand in at least three comments, with the number of comments and of units; a piece that only ever stands in a longer one is left out. No dictionary is asked, so new words count too
-- 定义: 标点和空格之间两至八个字的词语，至少见于三条文字评价，列出评价数和单位数；只在更长词语中出现的不列。不依赖词典，新词同样计入
-- source: domain.md 9
-- by: nothing
-- narrowed by: area, unit, item, platform, kind
WITH said AS (
    SELECT
        row_number() OVER () AS comment_id,
        unit_name,
        unnest(list_distinct(regexp_split_to_array(comment, '[^\p{Han}A-Za-z0-9]+'))) AS phrase
    FROM negative_ratings
    WHERE comment IS NOT NULL
),
begun AS (
    SELECT
        *,
        unnest(range(1, length(phrase))) AS first
    FROM said
    WHERE length(phrase) >= 2
),
pieces AS (
    SELECT
        *,
        unnest(range(2, least(8, length(phrase) - first + 1) + 1)) AS signs
    FROM begun
),
counted AS (
    SELECT
        substr(phrase, first, signs) AS word,
        count(DISTINCT comment_id) AS comments,
        count(DISTINCT unit_name) AS units
    FROM pieces
    GROUP BY ALL
    HAVING count(DISTINCT comment_id) >= 3
),
-- one sign more on either side is enough: what stands in a longer piece stands in one of those
longer AS (
    SELECT left(word, length(word) - 1) AS word, comments
    FROM counted
    UNION
    SELECT right(word, length(word) - 1) AS word, comments
    FROM counted
)
SELECT counted.word, CAST(counted.comments AS INTEGER) AS comments, CAST(counted.units AS INTEGER) AS units
FROM counted
ANTI JOIN longer ON longer.word = counted.word AND longer.comments = counted.comments
ORDER BY comments DESC, length(counted.word) DESC, counted.word
LIMIT 50
