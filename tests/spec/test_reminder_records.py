"""What the register tells of reminders: what became of them, by unit, and what was closed after them."""

import json
from datetime import date, timedelta

import pytest

from analytics.figures.scope import Scope
from analytics.register import register_of
from analytics.register.record_tables import digests, outbox_events, reminders
from analytics.settings import Settings
from analytics.snapshot.opened import open_snapshot
from tests.reminder_services import OK, service
from tests.reminder_world import DAY, Clock, allow, bureau, hooks, run, settings_with
from tests.warehouses import CASES, warehouse_of, write_csv


def asked(warehouse, key, **selection):
    snapshot = open_snapshot(warehouse)
    return snapshot.records(key, Scope(as_of=snapshot.data_date, **selection))


def test_what_became_of_the_reminders_of_each_unit(tmp_path, monkeypatch):
    with service(OK, 404) as hook:
        settings = settings_with(robots=hooks(hook.url, ("甲局", "乙局")))
        warehouse = bureau(tmp_path, settings)
        allow(warehouse, monkeypatch)
        run(warehouse, settings)
    # each of the five has a text to copy, two also a robot: the first was told, the second refused
    rows = {row["unit_name"]: row for row in asked(warehouse, "reminders_by_unit")}
    told = {
        unit: (row["reminders"], row["reminders_sent"], row["reminders_failed"], row["reminders_waiting"])
        for unit, row in rows.items()
    }
    assert sorted(told.values()) == [(1, 0, 0, 1)] * 3 + [(2, 0, 1, 1), (2, 1, 0, 1)]
    assert sum(row["letters"] for row in rows.values()) == 7
    assert {row["reminded_cases"] for row in rows.values()} == {1}
    (whole,) = asked(warehouse, "reminders")
    assert (whole["reminders"], whole["letters"]) == (7, 7)
    assert len(asked(warehouse, "reminders_fired")) == 7
    states = sorted((row["letter_state"], row["tries"]) for row in asked(warehouse, "letters"))
    assert states == [("refused", 1), ("sent", 1), *[("to_copy", 0)] * 5]
    assert asked(warehouse, "letters", units=("戊局",))[0]["body"].startswith("【办件催办】戊局")
    assert asked(warehouse, "urging_attempts") == []


@pytest.mark.parametrize(
    ("happened", "state"),
    [
        ((), "queued"),
        (("claimed",), "sending"),
        (("claimed", "sent"), "sent"),
        (("claimed", "failed"), "retrying"),
        (("claimed", "failed") * 4, "failed"),
        (("claimed", "unknown"), "unknown"),
        (("cancelled",), "cancelled"),
    ],
)
def test_the_state_of_a_letter_is_what_happened_last(tmp_path, happened, state):
    warehouse = bureau(tmp_path, settings_with())
    with register_of(warehouse).writing("remind", Clock()()) as writing:
        (letter,) = writing.add(digests, [{"recipient": "甲局", "channel": "mail", "day": DAY, "part": 1, "body": "…"}])
        events = [
            {"digest_id": letter, "attempt": 1 + place // 2, "event": event} for place, event in enumerate(happened)
        ]
        writing.add(outbox_events, events)
    assert [row["letter_state"] for row in asked(warehouse, "letters")] == [state]


def test_what_waits_for_the_opening_is_held(tmp_path):
    settings = settings_with()
    warehouse = bureau(tmp_path, settings, contacts=[("甲局", "王芳", "0472-1", "wang@example.org")])
    with register_of(warehouse).writing("remind", Clock()()) as writing:
        writing.add(
            digests,
            [
                {
                    "recipient": "甲局",
                    "channel": "mail",
                    "day": DAY,
                    "part": 1,
                    "body": "…",
                    "not_before": "2026-04-01T09:00:00+08:00",
                }
            ],
        )
    assert [row["letter_state"] for row in asked(warehouse, "letters")] == ["held"]


def test_what_was_closed_after_a_reminder_beside_what_got_none(tmp_path):
    # limit 6, accepted on Friday 13 March: due on Monday the 23rd; reminded on Tuesday the 24th, one working day over
    rows = [
        ("R-1", "A", "甲局", "2026-03-13", "2026-03-25", 6, 20),  # 1 working day after
        ("R-2", "A", "甲局", "2026-03-13", "2026-03-27", 6, 20),  # 3
        ("R-3", "A", "甲局", "2026-03-13", None, 6, 20),
        ("R-4", "A", "甲局", "2026-03-13", "2026-03-24", 6, 20),  # closed on the very day: not open at its end
        ("N-1", "A", "甲局", "2026-03-06", "2026-03-18", 6, 20),  # due on the 16th, one day over on the 17th: 1 after
        ("N-2", "A", "甲局", "2026-03-06", None, 6, 20),
        ("N-3", "A", "甲局", "2026-03-06", "2026-03-12", 6, 20),  # closed before it was as far
        ("N-4", "B", "甲局", "2026-03-06", None, 6, 20),  # another item
        ("N-5", "A", "乙局", "2026-03-06", None, 6, 20),  # another unit
        ("N-6", "A", "甲局", "2026-03-30", "2026-03-31", 6, 20),  # not that far yet
    ]
    warehouse_of(tmp_path, write_csv(tmp_path / "cases-20260331.csv", CASES, rows), settings=Settings())
    warehouse = tmp_path / "warehouse"
    sent_on = date(2026, 3, 24)
    with register_of(warehouse).writing("remind", Clock().now - timedelta(days=7)) as writing:
        (letter,) = writing.add(
            digests,
            [{"recipient": "甲局", "channel": "mail", "day": sent_on, "part": 1, "body": "…", "unit_name": "甲局"}],
        )
        told = {"step": "past_due", "recipient": "甲局", "subject": "cases", "unit_name": "甲局"}
        platform = open_snapshot(warehouse).records("accepted_cases", Scope(as_of=DAY))[0]["platform"]
        writing.add(
            reminders,
            [
                {**told, "platform": platform, "number": f"R-{n}", "due_day": date(2026, 3, 23), "digest_id": letter}
                for n in range(1, 5)
            ],
        )
        writing.add(
            outbox_events, [{"digest_id": letter, "attempt": 1, "event": event} for event in ("claimed", "sent")]
        )
    found = asked(warehouse, "after_reminder")
    assert [(row["reminded_or_not"], row["within_days"], row["cases"], row["closed"]) for row in found] == [
        ("reminded", 1, 3, 1),
        ("reminded", 3, 3, 2),
        ("reminded", 5, 3, 2),
        ("not_reminded", 1, 2, 1),
        ("not_reminded", 3, 2, 1),
        ("not_reminded", 5, 2, 1),
    ]
    # Wilson, z = 1.96: 1 of 3 lies between 0.0615 and 0.7923
    assert (round(found[0]["closed_share"], 4), round(found[0]["low"], 4), round(found[0]["high"], 4)) == (
        0.3333,
        0.0615,
        0.7923,
    )


def test_every_run_is_written_down_with_how_it_ended(tmp_path):
    settings = settings_with()
    warehouse = bureau(tmp_path, settings)
    run(warehouse, settings)
    (one,) = asked(warehouse, "reminder_runs")
    assert one["outcome_of_run"] == "done"
    assert json.loads(one["detail"]) == {"day": "2026-03-31", "written": 5}
