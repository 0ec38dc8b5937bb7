-- name: On time only thanks to pauses
-- 名称: 仅因暂停而按时办结
-- unit: one row a case
-- 单位: 每行一件
-- cohort: cases closed in the period
-- 口径: 期内办结的办件
-- definition: closed by its deadline with its pauses, after it without them; overrun = working days from the due day without pauses to the closing
-- 定义: 计入暂停后按时办结，不计暂停则超期；超出天数 = 不计暂停的到期日至办结日的工作日数
-- source: domain.md 6, pause cancels the overrun
-- by: unit, area, item, platform, kind, channel, stage, day of closed_on
-- narrowed by: area, unit, item, platform, kind
SELECT
    concat_ws('|', platform, case_no) AS row_key,
    platform,
    case_no,
    item_name,
    unit_name,
    area,
    accepted_at,
    due_without_pauses_on,
    due_on,
    closed_at,
    overrun_days,
    paused_days,
    item_code,
    import_id,
    line
FROM saved_by_pauses
WHERE closed_on BETWEEN period_start() AND period_end()
ORDER BY overrun_days DESC, closed_at, platform, case_no
