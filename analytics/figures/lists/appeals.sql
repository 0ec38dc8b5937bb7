-- name: Appeals
-- 名称: 考评申诉
-- subject: assessment
-- unit: one row an appeal
-- 单位: 每行一件申诉
-- cohort: every appeal made by the day that is looked at
-- 口径: 查看日之前提出的全部申诉
-- definition: reviewed by somebody else than its author; reversed: all of its entries, partly: some, upheld: none. Overdue: not reviewed, and the day until which it was to be has passed
-- 定义: 由提出人以外的人复核；全部冲销、部分冲销或维持扣分。逾期：超过复核期限仍未复核
-- source: domain.md 8
-- by: unit, area
-- narrowed by: area, unit
SELECT
    appeal_id,
    unit_name,
    area,
    appeal_reason,
    text,
    evidence_name,
    evidence_sha256,
    done_by,
    happened_at,
    entries,
    points,
    review_by,
    appeal_result,
    review_text,
    reviewed_by,
    reviewed_at,
    points_back,
    review_overdue
FROM told_appeals
ORDER BY review_overdue DESC, appeal_result IS NOT NULL, review_by, appeal_id
