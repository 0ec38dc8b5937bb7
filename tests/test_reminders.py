"""The outbox: what fires is written once, sent once, cancelled when it is settled; what nobody knows is said so; on both databases."""

import multiprocessing
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from analytics.errors import CasewatchError
from analytics.register import register_of
from analytics.register.record_tables import digests, outbox_events, reminders, runs
from analytics.reminder_settings import Robot
from analytics.reminders.allowed import against_sending, switch
from analytics.reminders.attempts import TEXT_COPIED, URGED_BY_PHONE, AttemptRefused, write_down
from analytics.reminders.outbox import unfinished
from analytics.reminders.run import AnotherRun, FiguresStale, remind
from analytics.reminders.sending import Round
from analytics.settings import Settings
from analytics.snapshot.opened import open_snapshot
from analytics.warehouse.imports import import_file
from tests.postgres import empty_database
from tests.reminder_services import BROKEN_OFF, OK, TOO_LONG, TOO_OFTEN, mail_server, service
from tests.reminder_world import (
    DAY,
    NOW,
    UNITS,
    Clock,
    allow,
    bureau,
    events,
    hooks,
    run,
    run_until,
    settings_with,
)
from tests.warehouses import CASES, write_csv


@pytest.fixture(autouse=True, params=["sqlite", "postgresql"])
def database(request, monkeypatch):
    """Where the register stands: in the warehouse, or on a server."""
    if request.param == "postgresql":
        monkeypatch.setenv("CASEWATCH_REGISTER", empty_database(request.getfixturevalue("postgres_server")))


def ids(hook):
    return [asked.content["id"] for asked in hook.asked]


def test_nothing_leaves_before_a_person_switches_it_on_and_this_is_the_host(tmp_path, monkeypatch):
    with service() as hook:
        settings = settings_with(robots=hooks(hook.url))
        warehouse = bureau(tmp_path, settings)
        monkeypatch.setenv("CASEWATCH_SEND", "on")
        run(warehouse, settings)
        assert len(against_sending(warehouse, settings)) == 1
        switch(warehouse, True, "王芳")
        assert against_sending(warehouse, settings) == []
        copied = settings_with(robots=hooks(hook.url), host="the-real-server")
        run(warehouse, copied)
        monkeypatch.delenv("CASEWATCH_SEND")
        run(warehouse, settings)
        assert hook.asked == []
        monkeypatch.setenv("CASEWATCH_SEND", "on")
        switch(warehouse, False, "王芳")
        assert run(warehouse, settings).held_back != []
        assert hook.asked == []


def test_each_unit_is_told_once_however_often_it_runs(tmp_path, monkeypatch):
    with service() as hook:
        settings = settings_with(robots=hooks(hook.url))
        warehouse = bureau(tmp_path, settings)
        allow(warehouse, monkeypatch)
        for _ in range(3):
            run(warehouse, settings)
    assert len(hook.asked) == len({*ids(hook)}) == len(UNITS)
    assert events(warehouse) == {"claimed": 5, "sent": 5}


def test_a_dry_run_writes_and_sends_nothing(tmp_path, monkeypatch):
    with service() as hook:
        settings = settings_with(robots=hooks(hook.url))
        warehouse = bureau(tmp_path, settings)
        allow(warehouse, monkeypatch)
        # a robot's letter each, and a text to copy each, for no unit has a contact
        assert len(run(warehouse, settings, dry_run=True).letters) == 10
        assert register_of(warehouse).read(select(digests.c.id)) == []
        assert hook.asked == []


def test_one_letter_holds_all_cases_of_a_recipient_the_worst_first(tmp_path, monkeypatch):
    rows = [
        ("BT-1", "A", "甲局", "2026-03-20", None, 6, 20),  # due on the 30th
        ("BT-2", "A", "甲局", "2026-03-16", None, 6, 20),  # due on the 24th
        ("BT-3", "A", "甲局", "2026-03-25", None, 5, 20),  # due tomorrow
    ]
    with mail_server() as (port, box):
        settings = settings_with(mail_port=port)
        warehouse = bureau(tmp_path, settings, rows, [("甲局", "王芳", "0472-1", "wang@example.org")])
        allow(warehouse, monkeypatch)
        run(warehouse, settings)
    (letter,) = box.letters
    text = letter.get_payload(decode=True).decode("utf-8")
    assert letter["To"] == "wang@example.org"
    assert "办件超期2件、临期1件" in text
    places = [text.index(number) for number in ("BT-2", "BT-1", "BT-3")]
    assert places == sorted(places)


def test_who_has_no_channel_gets_a_text_to_copy(tmp_path):
    settings = settings_with()
    warehouse = bureau(tmp_path, settings)
    letters = run(warehouse, settings).letters
    assert {(letter.recipient, letter.channel) for letter in letters} == {(unit, "copy") for unit in UNITS}


def test_what_fires_outside_office_hours_waits_for_the_opening(tmp_path, monkeypatch):
    with service() as hook:
        settings = settings_with(robots=hooks(hook.url))
        warehouse = bureau(tmp_path, settings)
        allow(warehouse, monkeypatch)
        evening = Clock(NOW.replace(hour=22))
        run(warehouse, settings, evening)
        assert hook.asked == []
        evening.later(hours=10)  # eight in the morning
        run(warehouse, settings, evening)
        assert hook.asked == []
        evening.later(hours=1)
        run(warehouse, settings, evening)
        assert len(hook.asked) == 5


def test_before_the_holiday_it_waits_until_after_it(tmp_path, monkeypatch):
    # Friday 3 April in the evening; Saturday to Monday are free (清明)
    settings = settings_with()
    warehouse = bureau(tmp_path, settings)
    run(warehouse, settings, Clock(NOW.replace(month=4, day=3, hour=18)))
    (row, *_) = register_of(warehouse).read(select(digests.c.not_before))
    assert row.not_before == "2026-04-07T09:00:00+08:00"


@pytest.mark.parametrize("answer", [TOO_OFTEN, 500])
def test_what_was_not_taken_is_tried_again_after_65_seconds_5_and_30_minutes_then_has_failed(
    tmp_path, monkeypatch, answer
):
    with service(answer) as hook:
        settings = settings_with(robots=hooks(hook.url, ("甲局",)))
        warehouse = bureau(tmp_path, settings)
        allow(warehouse, monkeypatch)
        clock, tries = Clock(), []
        for wait in (0, 64, 1, 299, 1, 1799, 1, 86_400):
            clock.later(seconds=wait)
            run(warehouse, settings, clock)
            tries.append(len(hook.asked))
    assert tries == [1, 1, 2, 2, 3, 3, 4, 4]
    assert events(warehouse)["failed"] == 4


def test_a_second_try_that_is_taken_ends_it(tmp_path, monkeypatch):
    with service(TOO_OFTEN, OK) as hook:
        settings = settings_with(robots=hooks(hook.url, ("甲局",)))
        warehouse = bureau(tmp_path, settings)
        allow(warehouse, monkeypatch)
        clock = Clock()
        for _ in range(4):
            run(warehouse, settings, clock)
            clock.later(seconds=66)
    assert len(hook.asked) == 2
    assert events(warehouse) == {"claimed": 2, "failed": 1, "sent": 1}


@pytest.mark.parametrize(("answer", "event"), [(TOO_LONG, "refused"), (404, "refused"), (BROKEN_OFF, "unknown")])
def test_a_refusal_is_final_and_what_nobody_knows_is_not_sent_again(tmp_path, monkeypatch, answer, event):
    with service(answer) as hook:
        settings = settings_with(robots=hooks(hook.url, ("甲局",)))
        warehouse = bureau(tmp_path, settings)
        allow(warehouse, monkeypatch)
        clock = Clock()
        for _ in range(3):
            run(warehouse, settings, clock)
            clock.later(hours=1)
    assert len(hook.asked) == 1
    assert events(warehouse)[event] == 1


def test_a_letter_whose_cases_are_closed_meanwhile_is_cancelled(tmp_path, monkeypatch):
    with service() as hook:
        settings = settings_with(robots=hooks(hook.url, ("甲局", "乙局")))
        warehouse = bureau(tmp_path, settings)
        clock = Clock(NOW.replace(hour=20))
        run(warehouse, settings, clock)
        closed = [("BT-0", "A", "甲局", "2026-03-20", "2026-03-31", 6, 20)]
        import_file(write_csv(tmp_path / "cases-20260401.csv", CASES, closed), warehouse, settings)
        allow(warehouse, monkeypatch)
        clock.later(hours=14)
        run(warehouse, settings, clock)
    assert [asked.content["unit"] for asked in hook.asked] == ["乙局"]
    assert events(warehouse)["cancelled"] == 2  # the robot's letter and the text to copy


def test_what_was_closed_stands_no_more_in_the_letter(tmp_path, monkeypatch):
    rows = [("BT-1", "A", "甲局", "2026-03-20", None, 6, 20), ("BT-2", "A", "甲局", "2026-03-20", None, 6, 20)]
    with service() as hook:
        settings = settings_with(robots=hooks(hook.url, ("甲局",)))
        warehouse = bureau(tmp_path, settings, rows)
        clock = Clock(NOW.replace(hour=20))
        run(warehouse, settings, clock)
        closed = [("BT-1", "A", "甲局", "2026-03-20", "2026-03-31", 6, 20)]
        import_file(write_csv(tmp_path / "cases-20260401.csv", CASES, closed), warehouse, settings)
        allow(warehouse, monkeypatch)
        clock.later(hours=14)
        run(warehouse, settings, clock)
    (asked,) = hook.asked
    assert asked.content["count"] == 1
    assert "BT-2" in asked.content["text"]
    assert "BT-1" not in asked.content["text"]


def test_a_moved_due_day_is_a_new_step(tmp_path):
    settings = settings_with()
    rows = [("BT-1", "A", "甲局", "2026-03-20", None, 6, 20)]
    warehouse = bureau(tmp_path, settings, rows)
    run(warehouse, settings)
    corrected = [("BT-1", "A", "甲局", "2026-03-20", None, 5, 20)]
    import_file(write_csv(tmp_path / "cases-20260401.csv", CASES, corrected), warehouse, settings)
    letters = remind(warehouse, settings, DAY + timedelta(days=1), clock=Clock(NOW + timedelta(days=1))).letters
    assert [one.matter.due_on.isoformat() for letter in letters for one in letter.fired] == ["2026-03-27"]


def test_two_runs_at_once_send_once(tmp_path, monkeypatch):
    with service(0.05) as hook:
        settings = settings_with(robots=hooks(hook.url))
        warehouse = bureau(tmp_path, settings)
        allow(warehouse, monkeypatch)

        def once(_):
            try:
                return run(warehouse, settings)
            except AnotherRun:
                return None

        with ThreadPoolExecutor(4) as several:
            assert any([*several.map(once, range(4))])
        run(warehouse, settings)
    assert sorted(ids(hook)) == sorted({*ids(hook)})
    assert len(hook.asked) == 5


def test_two_senders_without_a_lock_still_claim_each_letter_once(tmp_path, monkeypatch):
    with service(0.05) as hook:
        settings = settings_with(robots=hooks(hook.url))
        warehouse = bureau(tmp_path, settings)
        run(warehouse, settings)
        allow(warehouse, monkeypatch)

        def send(_):
            Round(warehouse, open_snapshot(warehouse), settings, Clock(), lambda _seconds: None).send_due()

        with ThreadPoolExecutor(4) as several:
            list(several.map(send, range(4)))
    assert len(hook.asked) == len({*ids(hook)}) == 5


@pytest.mark.slow
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)  # moments are counted in its driver
def test_a_run_killed_at_any_moment_sends_nothing_twice(tmp_path, monkeypatch):
    forks = multiprocessing.get_context("fork")
    with service() as hook:
        settings = settings_with(robots=hooks(hook.url))
        built = bureau(tmp_path, settings)
        allow(built, monkeypatch)
        counted = shutil.copytree(built, tmp_path / "counted")
        heard, says = forks.Pipe(duplex=False)
        child = forks.Process(target=run_until, args=(counted, settings, None, says))
        child.start()
        touches = heard.recv()
        child.join()
        assert touches > 100
        moments, unknown, survived = 24, 0, 0
        for moment in range(moments):
            warehouse = shutil.copytree(built, tmp_path / f"killed-{moment}")
            hook.asked.clear()
            child = forks.Process(target=run_until, args=(warehouse, settings, 1 + moment * touches // moments))
            child.start()
            child.join()
            survived += child.exitcode == -9
            run(warehouse, settings)
            run(warehouse, settings)
            arrived = ids(hook)
            assert len(arrived) == len({*arrived}), f"moment {moment}"
            told = events(warehouse)
            unknown += told["unknown"]
            assert told["sent"] + told["unknown"] == 5, f"moment {moment}: {told}"
            assert told["sent"] <= len(arrived)
        assert survived > moments * 0.8
        assert unknown > 0


def test_a_claim_without_an_outcome_is_told_as_unknown(tmp_path, monkeypatch):
    with service() as hook:
        settings = settings_with(robots=hooks(hook.url, ("甲局",)))
        warehouse = bureau(tmp_path, settings)
        run(warehouse, settings)
        (letter,) = unfinished(register_of(warehouse))
        with register_of(warehouse).writing("remind") as writing:
            writing.add(outbox_events, [{"digest_id": letter.id, "attempt": 1, "event": "claimed"}])
        allow(warehouse, monkeypatch)
        run(warehouse, settings)
        assert hook.asked == []
    assert events(warehouse) == {"claimed": 1, "unknown": 1}


def test_figures_of_long_ago_remind_nobody_and_the_run_is_written_down(tmp_path):
    settings = settings_with()
    warehouse = bureau(tmp_path, settings)
    with pytest.raises(FiguresStale, match="2026-03-31"):
        remind(warehouse, settings, clock=Clock(NOW + timedelta(days=5)))
    assert [row.outcome for row in register_of(warehouse).read(select(runs.c.outcome))] == ["refused"]
    assert register_of(warehouse).read(select(digests.c.id)) == []


def test_a_letter_that_waited_too_long_is_cancelled(tmp_path, monkeypatch):
    with service() as hook:
        settings = settings_with(robots=hooks(hook.url, ("甲局",)))
        warehouse = bureau(tmp_path, settings)
        clock = Clock()
        run(warehouse, settings, clock)
        allow(warehouse, monkeypatch)
        clock.later(days=7)
        run(warehouse, settings, clock)
        assert hook.asked == []
    assert events(warehouse)["cancelled"] == 6


def test_a_missing_secret_leaves_the_letter_in_the_outbox_and_is_said(tmp_path, monkeypatch):
    with service() as robot:
        settings = settings_with(robots=(Robot(name="group", kind="wecom", units=("甲局",), url=robot.url),))
        warehouse = bureau(tmp_path, settings)
        allow(warehouse, monkeypatch)
        assert ["CASEWATCH_ROBOT_GROUP_KEY" in reason for reason in run(warehouse, settings).held_back] == [True]
        monkeypatch.setenv("CASEWATCH_ROBOT_GROUP_KEY", "k-1")
        run(warehouse, settings)
        assert [asked.parameters for asked in robot.asked] == [{"key": "k-1"}]


def test_a_call_is_an_attempt_with_a_note_and_a_name(tmp_path):
    settings = settings_with()
    warehouse = bureau(tmp_path, settings)
    with pytest.raises(AttemptRefused, match="甲局"):
        write_down(warehouse, URGED_BY_PHONE, "甲局", None, DAY, " ", "王芳")
    with pytest.raises(CasewatchError):
        write_down(warehouse, URGED_BY_PHONE, "甲局", None, DAY, "说明天办结", "")
    write_down(warehouse, URGED_BY_PHONE, "甲局", None, DAY, "说明天办结", "王芳")
    write_down(warehouse, TEXT_COPIED, "甲局", None, DAY, "【办件催办】…", "王芳")
    snapshot = open_snapshot(warehouse)
    done = snapshot.records("urging_attempts", snapshot.everything())
    assert [(row["attempt"], row["urged_by"], row["note"]) for row in done] == [
        ("text_copied", "王芳", "【办件催办】…"),
        ("urged_by_phone", "王芳", "说明天办结"),
    ]


MESSAGES_OF_BAOTOU = """kind = "messages"
platform = "baotou"
[columns]
message_no = "no"
unit_name = "unit"
asked_at = "asked"
answered_at = "answered"
"""


def test_a_case_and_a_message_of_one_number_are_reminded_of_each_for_itself(tmp_path):
    """Both were due on 9 March; the message comes to be known after the unit was reminded of the case."""
    told = [("7", "甲局", "2026-03-04", None), ("8", "甲局", "2026-03-31", "2026-03-31")]
    folder = bureau(tmp_path, Settings(), [("7", "A", "甲局", "2026-03-02", None, 5, 20)])
    run(folder, Settings())
    (mapping := tmp_path / "messages.toml").write_text(MESSAGES_OF_BAOTOU, encoding="utf-8")
    messages = write_csv(tmp_path / "messages-20260331.csv", ("no", "unit", "asked", "answered"), told)
    import_file(messages, folder, Settings(), mapping)
    tomorrow = DAY + timedelta(days=1)
    remind(folder, Settings(), tomorrow, clock=Clock(NOW + timedelta(days=1)), rest=lambda _seconds: None)
    rows = register_of(folder).read(select(reminders.c.subject, reminders.c.platform, reminders.c.due_day).distinct())
    due = {(row.subject, row.platform) for row in rows if row.due_day == date(2026, 3, 9)}
    assert due == {("cases", "baotou"), ("messages", "baotou")}
