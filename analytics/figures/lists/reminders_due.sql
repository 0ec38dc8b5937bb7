-- name: Reminders due
-- 名称: 应发提醒
-- subject: supervision
-- unit: one row a case, message or negative rating and recipient
-- 单位: 每行一件办件、一条留言或差评、一个收件人
-- cohort: open cases whose clock runs , unanswered messages and negative ratings to rectify that have reached a reminding step of the ladder
-- 口径: 计时中的在办办件、未答复留言和待整改差评中已到提醒步骤者
-- definition: the last reminding step that each has reached, for every recipient whom the ladder names: near due is a yellow light, for messages and ratings at most one working day left; past due so many working days after the due day has passed. An approver is the unit's contact, where no export names one
-- 定义: 各件已到达的最后一个提醒步骤及催办阶梯规定的每个收件人：临期指黄灯，留言、差评指至多剩余1个工作日；超期自到期日过后按规定的工作日数计。数据未给出审批人的，由单位联络人代收
-- source: domain.md 7
-- narrowed by: area, unit
WITH reached AS (
    SELECT
        open_matters.*,
        ladder_steps.step,
        ladder_steps.recipient AS asked_for,
        ladder_steps.position,
        max(ladder_steps.position)
            OVER (PARTITION BY open_matters.subject, open_matters.platform, open_matters.number) AS last_position
    FROM open_matters
    INNER JOIN ladder_steps
        ON ladder_steps.subject = open_matters.subject
        AND ladder_steps.does = 'remind'
        AND CASE ladder_steps.after
            WHEN 'near_due'
                THEN NOT open_matters.is_late
                    AND (open_matters.light = 'yellow' OR (open_matters.subject <> 'cases' AND remaining_days <= 1))
            WHEN 'due_day' THEN open_matters.is_late AND open_matters.overdue_days >= ladder_steps.days
            ELSE FALSE
        END
    WHERE open_matters.due_on IS NOT NULL
),
-- an approver, whom no export names, is the contact; a leader has no address in any export
addressed AS (
    SELECT DISTINCT
        subject,
        platform,
        number,
        step,
        CASE WHEN asked_for = 'approver' THEN 'contact' ELSE asked_for END AS role
    FROM reached
    WHERE position = last_position
)
SELECT
    matters.subject,
    matters.platform,
    matters.number AS matter_no,
    matters.matter,
    matters.unit_name,
    matters.area,
    matters.due_on,
    matters.remaining_days,
    matters.overdue_days,
    matters.is_late,
    addressed.step,
    addressed.role,
    contacts.contact_name,
    contacts.phone,
    contacts.mail,
    contacts.wecom
FROM addressed
INNER JOIN open_matters AS matters
    ON matters.subject = addressed.subject AND matters.platform = addressed.platform AND matters.number = addressed.number
LEFT JOIN contacts
    ON addressed.role = 'contact'
    AND contacts.unit_name = matters.unit_name
    AND contacts.area IS NOT DISTINCT FROM matters.area
ORDER BY
    matters.is_late DESC,
    matters.overdue_days DESC,
    matters.remaining_days,
    matters.subject,
    matters.number,
    matters.platform,
    addressed.role,
    contacts.contact_name,
    contacts.phone
