"""The ledger in fewer lines: no day and no turning point is lost, and nothing is folded that need not be."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from analytics.clock.ledger import Facts, clock_ledger
from analytics.clock.ledger_lines import TURNS, folded
from analytics.clock.workdays import Workdays

CN = Workdays("CN", 2025, 2026)


@given(
    limit=st.integers(0, 90),
    spans=st.lists(st.tuples(st.integers(0, 120), st.integers(0, 40)), max_size=30),
    lines=st.integers(12, 40),
)
def test_a_folded_ledger_loses_no_day_and_no_turn(limit, spans, lines):
    day = lambda n: date.fromordinal(date(2025, 12, 1).toordinal() + n)  # noqa: E731
    pauses = tuple((day(start), day(start + length)) for start, length in spans)
    ledger = clock_ledger(Facts(day(121), day(0), limit, "working", pauses=pauses), CN)
    short = folded(ledger.days, lines)
    assert len(short) <= lines
    assert sum(line.days for line in short) == len(ledger.days)
    assert sum(line.counted for line in short) == sum(entry.counted for entry in ledger.days)
    assert short[-1].count == ledger.days[-1].count
    turns = {mark for entry in ledger.days for mark in entry.marks} & TURNS
    assert {mark for line in short for mark in line.marks} >= turns
