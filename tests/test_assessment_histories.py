"""Whatever happens, a unit's points are its misses and what was entered, less what was reversed; closed months stay."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import select

from analytics.assessment.appealing import appeal, review
from analytics.assessment.booking import AssessmentRefused
from analytics.assessment.by_hand import circulate, deduct, withdraw
from analytics.assessment.closing import close_month, proved
from analytics.register import register_of
from analytics.register.in_duckdb import register_tables
from analytics.register.record_tables import ledger_entries
from analytics.settings import Settings
from tests.spec.told import Told
from tests.spec.world import InMemory

KNOWLEDGE = (
    (("A", "01-05", None, "甲局"), ("B", "01-06", "02-20", "甲局"), ("C", "02-02", None, "乙局")),
    (("A", "01-05", "01-08", "甲局"), ("D", "02-03", None, "乙局"), ("F", "04-29", "04-30", "丙局")),
    (("B", "01-06", "02-20", "乙局"), ("C", "02-10", None, "乙局"), ("E", "01-07", None, "丙局")),
    (("A", "01-05", None, "甲局"), ("D", "02-03", "02-05", "乙局"), ("F", "04-29", "04-30", "丙局")),
)
"""What four exports tell, one after the other: cases closed in time after all, missed again, of another unit, due later."""
MONTHS = (date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1))


class Beside(InMemory):
    """A snapshot in memory, beside a warehouse whose register it reads."""

    def __init__(self, built: InMemory, warehouse: Path) -> None:
        self.__dict__.update(built.__dict__)
        self.beside = warehouse

    @property
    def warehouse(self) -> Path:
        return self.beside

    @property
    def today(self) -> date:
        return date(2026, 5, 20)

    def _of_register(self, names):
        return register_tables(register_of(self.beside), names, self.today)


_built: dict[frozenset[int], InMemory] = {}


def world(imported: frozenset[int]) -> InMemory:
    """What these exports tell, derived once."""
    if imported not in _built:
        told = Told()
        for place in sorted(imported):
            told.export(f"05-{place + 1:02}")
            rows = [" | ".join(cell or "" for cell in row) for row in KNOWLEDGE[place]]
            told.cases("\n".join(["case_no | accepted | closed | unit", *rows]))
        _built[imported] = told.snapshot
    return _built[imported]


ACTS = st.one_of(
    st.tuples(st.just("import"), st.integers(0, 3)),
    st.tuples(st.just("undo"), st.integers(1, 3)),
    st.tuples(st.just("close"), st.integers(0, 2)),
    st.tuples(st.just("circulate"), st.sampled_from("ABCDE")),
    st.tuples(st.just("manual"), st.sampled_from(["甲局", "乙局"])),
    st.tuples(st.just("withdraw"), st.integers(0, 9)),
    st.tuples(st.just("appeal"), st.integers(0, 9)),
)


@pytest.mark.slow
@hypothesis_settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ACTS, min_size=4, max_size=14))
def test_a_months_points_are_its_misses_and_what_was_entered_less_what_was_reversed(tmp_path, history):
    """Corrections arrive in any order, and are undone; months close between; people circulate, deduct, withdraw, appeal."""
    warehouse = tmp_path / f"w{len(list(tmp_path.iterdir()))}"
    at = datetime.fromisoformat("2026-05-11T09:00:00+08:00")
    imported, frozen = {0}, {}
    by_hand: dict[int, tuple] = {}  # entry: its unit, month, points and the miss that it stands for
    settled: set[tuple] = set()  # misses that an appeal has settled
    for act, what in history:
        city = Beside(world(frozenset(imported)), warehouse)
        try:
            if act == "import":
                imported.add(what)
            elif act == "undo":
                imported.discard(what)
            elif act == "close":
                frozen[MONTHS[what]] = close_month(city, MONTHS[what], "王", Settings(), at).sha256
            elif act == "circulate":
                made = _written(city, circulate(city, "7号", "王", number=what, at=at))
                by_hand[made.id] = (made.unit_name, made.event_on, made.points, _miss(made))
            elif act == "manual":
                made = _written(city, deduct(city, what, 5, date(2026, 2, 16), "迟报", "王", at))
                by_hand[made.id] = (made.unit_name, made.event_on, made.points, None)
            elif act == "withdraw":
                withdraw(city, sorted(by_hand)[what % max(1, len(by_hand))] if by_hand else 99, "有误", "王", at)
                by_hand.pop(sorted(by_hand)[what % len(by_hand)])
            else:
                entry_id = 1 + what
                review(
                    city,
                    appeal(city, [entry_id], "其他", "平台没有回传", "赵", Settings(), at=at),
                    "reversed",
                    "属实",
                    "钱",
                    at=at,
                )
                gone = by_hand.pop(entry_id, None)
                settled.add(gone[3] if gone else _miss(_written(city, entry_id)))
        except AssessmentRefused:
            pass  # what cannot be done leaves nothing, which is what is looked at next
        _agrees(Beside(world(frozenset(imported)), warehouse), by_hand, settled, frozen)


def _agrees(city, by_hand, settled, frozen):
    replaced = {miss for *_, miss in by_hand.values()}
    wanted: dict[tuple, int] = {}
    for row in city.records("missed_cases", city.everything()):
        if (row["case_no"], row["due_on"], row["unit_name"]) not in settled | replaced:
            key = (row["unit_name"], row["due_on"].replace(day=1))
            wanted[key] = wanted.get(key, 0) + 1
    for unit, day, worth, _ in by_hand.values():
        wanted[unit, day.replace(day=1)] = wanted.get((unit, day.replace(day=1)), 0) + worth
    found = {
        (row["unit_name"], row["month"]): row["points"]
        for row in city.records("deduction_points", city.everything(), ("unit", "month"))
        if row["points"]
    }
    assert found == wanted
    assert proved(city) == dict.fromkeys(frozen, True)
    rows = city.records("deductions", city.everything())
    taken_back = [row["reverses_id"] for row in rows if row["reverses_id"] is not None]
    assert len(taken_back) == len({*taken_back})


def _written(city, entry_id):
    return register_of(city.warehouse).read(select(ledger_entries).where(ledger_entries.c.id == entry_id))[0]


def _miss(entry):
    return (entry.number, entry.due_on, entry.unit_name)
