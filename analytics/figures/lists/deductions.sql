-- name: Entries of the assessment
-- 名称: 考评扣分台账
-- subject: assessment
-- unit: one row an entry; points that the unit lost, those of a reversal below zero
-- 单位: 每行一笔；分值为扣分，冲销为负
-- cohort: entries about a day of the period: the due day that was missed, the day of a circular
-- 口径: 所涉日期在期内的记录：未按时办理的到期日、通报日
-- definition: a case or message that misses its deadline costs once for its due day; circulated by the region: instead of that, or beside it; by hand; reversed by appeal, by a corrected export, by an undone import. Provisional until the month is closed
-- 定义: 办件、留言每次超期按到期日只扣一次；被自治区通报的替代或叠加；另有人工登记；经申诉、导出更正或撤销导入而冲销。月度关账前为暂计
-- source: domain.md 8
-- by: unit, area, platform, reason, day of event_on
-- narrowed by: area, unit, platform
SELECT
    entry_id,
    entry_kind,
    entry_state,
    unit_name,
    area,
    subject AS entry_subject,
    platform,
    case_no,
    title,
    event_on,
    due_on,
    month,
    points,
    rule_version,
    counted,
    document_number,
    order_number,
    reversal_reason,
    text,
    status_then,
    closed_then,
    status_now,
    due_now,
    closed_now,
    done_by,
    happened_at,
    reverses_id,
    appeal_id,
    import_id,
    line
FROM dated_ledger
ORDER BY event_on DESC, unit_name, entry_kind, case_no, platform, entry_id
