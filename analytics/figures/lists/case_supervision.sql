-- name: What was done about a case
-- 名称: 办件的督办经过
-- subject: supervision
-- unit: one row a letter or an act
-- 单位: 每行一封提醒或一个环节
-- cohort: reminders and orders of cases, as written down by the day looked at
-- 口径: 截至查看日与办件有关的提醒和督办单
-- definition: each letter that urged about it, to whom, by which channel and what became of it; of each order that names it the draft, the signing and what followed, without lines that were struck and drafts that gave way
-- 定义: 每封催办该件的提醒：收件人、渠道、发送结果；列有该件的每份督办单：拟稿、签发及其后经过，不含已划去的事项和已被替换的草稿
-- source: domain.md 7
-- narrowed by: area, unit
WITH urged AS (
    SELECT
        reminder_rows.platform,
        reminder_rows.number AS case_no,
        coalesce(outbox.last_at, outbox.written_at) AS happened_at,
        outbox.letter_id AS act_no,
        outbox.recipient,
        outbox.sent_by,
        outbox.letter_state,
        min(reminder_rows.step) AS step
    FROM reminder_rows
    INNER JOIN outbox ON outbox.letter_id = reminder_rows.digest_id
    WHERE reminder_rows.subject = 'cases'
    GROUP BY ALL
),
no_line_any_more AS (
    SELECT order_event_rows.line_id, order_event_rows.order_id, order_event_rows.event
    FROM order_event_rows
    CROSS JOIN register_day
    WHERE order_event_rows.event IN ('struck', 'dropped') AND CAST(order_event_rows.at AS DATE) <= register_day.day
),
ordered AS (
    SELECT order_line_rows.platform, order_line_rows.case_no, order_line_rows.order_id
    FROM order_line_rows
    WHERE order_line_rows.subject = 'cases'
        AND order_line_rows.id NOT IN (SELECT line_id FROM no_line_any_more WHERE event = 'struck')
        AND order_line_rows.order_id NOT IN (SELECT order_id FROM no_line_any_more WHERE event = 'dropped')
),
acts_of_orders AS (
    SELECT
        id AS order_id,
        at,
        -1 AS act_no,
        'drafted' AS event,
        who,
        NULL AS text,
        NULL AS answer_by
    FROM order_rows
    UNION ALL
    SELECT
        order_id,
        at,
        0 AS act_no,
        'signed' AS event,
        signed_by AS who,
        NULL AS text,
        answer_by
    FROM order_signing_rows
    UNION ALL
    SELECT
        order_id,
        at,
        id AS act_no,
        event,
        who,
        text,
        answer_by
    FROM order_event_rows
    WHERE event NOT IN ('struck', 'worded', 'dropped')
)
SELECT
    platform,
    case_no,
    happened_at,
    'reminder' AS deed,
    letter_state,
    step,
    recipient,
    sent_by,
    NULL AS event,
    NULL AS order_id,
    NULL AS year,
    NULL AS number,
    NULL AS done_by,
    NULL AS text,
    NULL AS answer_by,
    act_no
FROM urged
UNION ALL
SELECT
    ordered.platform,
    ordered.case_no,
    acts_of_orders.at AS happened_at,
    'order' AS deed,
    NULL AS letter_state,
    NULL AS step,
    NULL AS recipient,
    NULL AS sent_by,
    acts_of_orders.event,
    ordered.order_id,
    order_signing_rows.year,
    order_signing_rows.number,
    acts_of_orders.who AS done_by,
    acts_of_orders.text,
    acts_of_orders.answer_by,
    acts_of_orders.act_no
FROM ordered
INNER JOIN acts_of_orders ON acts_of_orders.order_id = ordered.order_id
CROSS JOIN register_day
LEFT JOIN order_signing_rows
    ON order_signing_rows.order_id = ordered.order_id AND order_signing_rows.signed_on <= register_day.day
WHERE CAST(acts_of_orders.at AS DATE) <= register_day.day
ORDER BY platform, case_no, happened_at, act_no
