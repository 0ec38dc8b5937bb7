-- name: Messages extended
-- 名称: 留言延期答复
-- unit: share of messages
-- 单位: 占留言的比例
-- cohort: messages whose due day lies in the period and has passed
-- 口径: 到期日在期内且已过期限的留言
-- definition: messages to which the platform gives a later due day than their limit does / all; beside them those answered after the limit and by that later day: on time only thanks to it
-- 定义: 平台所给答复期限晚于规定时限的留言 ÷ 全部留言；并列超出规定时限、但在平台期限内答复的留言，即仅靠延期才按时的
-- formula: extended_share = extended / messages; extension_share = only_thanks / messages
-- source: domain.md 9
-- by: unit, area, platform, kind of message_kind, day of due_on
-- narrowed by: area, unit, platform
-- share: extended of messages
-- order: extended_share DESC, messages DESC
-- rows: due_messages
-- count: messages + not_yet_due
SELECT
    count(*) FILTER (WHERE message_group <> 'not_yet_due') AS messages,
    count(*) FILTER (WHERE message_group = 'not_yet_due') AS not_yet_due,
    count(*) FILTER (WHERE message_group <> 'not_yet_due' AND extended) AS extended,
    count(*) FILTER (WHERE message_group <> 'not_yet_due' AND extended)
        / nullif(count(*) FILTER (WHERE message_group <> 'not_yet_due'), 0) AS extended_share,
    count(*) FILTER (WHERE message_group <> 'not_yet_due' AND only_thanks) AS only_thanks,
    count(*) FILTER (WHERE message_group <> 'not_yet_due' AND only_thanks)
        / nullif(count(*) FILTER (WHERE message_group <> 'not_yet_due'), 0) AS extension_share
FROM due_messages
