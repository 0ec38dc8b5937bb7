-- name: Runs of the reminders
-- 名称: 提醒任务运行记录
-- subject: supervision
-- unit: one row a run
-- 单位: 每行一次运行
-- cohort: every run that was written down up to the as-of day; with the newest data, up to today
-- 口径: 截至统计日（最新数据时截至今日）的全部运行
-- definition: when it ran, how it ended, what it wrote and sent
-- 定义: 运行时间、结果、生成和发送情况
-- source: domain.md 7
-- narrowed by: nothing
SELECT
    run_rows.at AS run_at,
    run_rows.outcome AS outcome_of_run,
    run_rows.detail,
    run_rows.who
FROM run_rows
CROSS JOIN register_day
WHERE run_rows.job = 'remind' AND CAST(run_rows.at AS DATE) <= register_day.day
ORDER BY run_rows.id DESC
