-- name: Messages responded to, solved, satisfied with
-- 名称: 留言响应率、解决率、满意率
-- unit: share of messages of which the export says so
-- 单位: 占导出载明该项的留言的比例
-- cohort: messages asked in the period
-- 口径: 期内提出的留言
-- definition: responded to / messages of which an export says whether; solved in full / likewise, those solved in part beside; satisfied or basically satisfied / likewise. A message without the column, the cell or a known word is in no denominator (how many have another word stands beside); an answer is never called a solution
-- 定义: 已响应 ÷ 载明是否响应的留言；完全解决 ÷ 载明是否解决的留言，部分解决的并列；满意和基本满意 ÷ 载明满意度的留言。没有该列、该格为空或用语不明的不计入分母（用语不明的并列计数）；答复不等于解决
-- formula: response_rate = responded / response_told; solution_rate = solved / solution_told; satisfaction_rate = contented / satisfaction_told
-- source: domain.md 9
-- by: unit, area, platform, kind of message_kind, day of asked_on
-- narrowed by: area, unit, platform
-- order: solution_rate, messages DESC
-- rows: asked_messages
-- count: messages
SELECT
    count(*) AS messages,
    count(is_responded) AS response_told,
    count(*) FILTER (WHERE is_responded) AS responded,
    count(*) FILTER (WHERE is_responded) / nullif(count(is_responded), 0) AS response_rate,
    wilson_low(count(*) FILTER (WHERE is_responded), count(is_responded)) AS response_low,
    wilson_high(count(*) FILTER (WHERE is_responded), count(is_responded)) AS response_high,
    count(is_solved) AS solution_told,
    count(*) FILTER (WHERE is_solved) AS solved,
    count(*) FILTER (WHERE solved_as = 'partly') AS solved_partly,
    count(*) FILTER (WHERE is_solved) / nullif(count(is_solved), 0) AS solution_rate,
    wilson_low(count(*) FILTER (WHERE is_solved), count(is_solved)) AS solution_low,
    wilson_high(count(*) FILTER (WHERE is_solved), count(is_solved)) AS solution_high,
    count(is_satisfied) AS satisfaction_told,
    count(*) FILTER (WHERE is_satisfied) AS contented,
    count(*) FILTER (WHERE is_satisfied) / nullif(count(is_satisfied), 0) AS satisfaction_rate,
    wilson_low(count(*) FILTER (WHERE is_satisfied), count(is_satisfied)) AS satisfaction_low,
    wilson_high(count(*) FILTER (WHERE is_satisfied), count(is_satisfied)) AS satisfaction_high,
    count(*) FILTER (
        WHERE (responded_as IS NOT NULL AND is_responded IS NULL)
            OR (solved_as IS NOT NULL AND is_solved IS NULL)
            OR (satisfied_as IS NOT NULL AND is_satisfied IS NULL)
    ) AS other_words
FROM asked_messages
