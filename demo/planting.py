"""Puts the findings on cases into the demo: rewritten deadlines, bursts, faults of order and the like."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from demo.cases import office_seconds, plain
from demo.catalogue import Catalogue
from demo.clock import DAY, NONE, Clock, Ints, day_index, to_times
from demo.pauses import choose, close_after, recent, reopen
from demo.planted import Planted

BURSTS = (25, 14, 12)
AFTER_THE_FACT = ("青山区市场监督管理局", 40)


class Planter:
    """Changes `cases` in place, remembers what it did in `planted` and what the earlier weekly export showed."""

    def __init__(self, cases: pd.DataFrame, catalogue: Catalogue, clock: Clock, rng: np.random.Generator) -> None:
        self.cases = cases
        self.catalogue = catalogue
        self.clock = clock
        self.rng = rng
        self.planted = Planted()
        self.extra: list[pd.DataFrame] = []

    def numbers(self, chosen: Ints) -> list[str]:
        """The case numbers of the chosen rows."""
        return list(self.cases.case_no.to_numpy()[chosen])

    def choose(self, eligible: np.ndarray, count: int, tag: str) -> Ints:
        """`count` eligible rows that nothing else will touch."""
        return choose(self.cases, eligible, count, tag, self.rng)

    def on_time(self) -> np.ndarray:
        """True where the case was closed by its due day."""
        return (self.cases.closed // DAY <= self.cases.due).to_numpy()

    def extensions(self) -> None:
        """Nothing wrong: limits that were extended, which is no pause."""
        chosen = self.choose(plain(self.cases, "baotou", 5) & self.settled(5), 60, "extended")
        self.cases.loc[chosen, "extension"] = 5
        close_after(self.cases, self.clock, chosen, self.promised(chosen) + self.rng.integers(1, 6, 60), self.rng)

    def promised(self, chosen: Ints) -> Ints:
        """The promised limits of the chosen rows."""
        return self.cases.promised.to_numpy()[chosen]

    def settled(self, most: int) -> np.ndarray:
        """True where `most` working days beyond the limit had passed two weeks before the data date."""
        number = self.clock.number[self.cases.accepted.to_numpy() // DAY]
        return number + self.cases.promised.to_numpy() + most <= self.clock.number[self.clock.as_of] - 10

    def deadlines_rewritten(self) -> None:
        """24 deadlines that the second weekly export tells otherwise, 9 cases that it no longer has."""
        cases, clock = self.cases, self.clock
        chosen = self.choose(recent(cases, clock, "baotou", 5, 6, 20), 24, "rewritten")
        reopen(cases, chosen, "open")
        due_only, limit, acceptance = np.split(self.rng.permutation(chosen), 3)
        cases.loc[due_only, "due_shift"] = self.rng.integers(4, 9, 8)
        cases.loc[limit, "promised"] += 5
        cases.loc[limit, "earlier_promised"] = cases.loc[limit, "promised"] - 5
        before = cases.accepted.to_numpy()[acceptance]
        cases.loc[acceptance, "earlier_accepted"] = before
        cases.loc[acceptance, "accepted"] = clock.forward(before // DAY, 3) * DAY + before % DAY
        self.planted.add(
            "deadline_rewritten",
            self.numbers(chosen),
            due_day=self.numbers(due_only),
            limit=self.numbers(limit),
            acceptance=self.numbers(acceptance),
        )
        self.planted.add("due_dates_disagree", self.numbers(due_only))
        gone = self.choose(recent(cases, clock, "baotou", 5, 6, 20), 9, "vanished")
        reopen(cases, gone, "open")
        self.planted.add("vanished", self.numbers(gone))

    def due_dates_disagree(self) -> None:
        """30 due days that the platform counted with the acceptance day."""
        chosen = self.choose(plain(self.cases, "nmg", 3), 30, "disagree")
        self.cases.loc[chosen, "due_shift"] = -1
        self.planted.add("due_dates_disagree", self.numbers(chosen))

    def platforms_disagree(self) -> None:
        """Cases of the city that the region's platform shows as well: 60 alike, 24 open here and closed there."""
        cases, clock = self.cases, self.clock
        alike = self.choose(plain(cases, "baotou", 5) & self.on_time(), 60, "copied")
        open_here = self.choose(recent(cases, clock, "baotou", 5, 8, 20), 16, "copied")
        closed = cases.closed.to_numpy()[open_here]
        reopen(cases, open_here, "open")
        open_there = self.choose(recent(cases, clock, "baotou", 5, 3, 20), 8, "copied")
        copies = cases.loc[np.concatenate([alike, open_here, open_there])].assign(platform="nmg")
        copies.loc[open_here, "closed"] = closed
        copies.loc[open_here, "status"] = "closed"
        reopen(copies, open_there, "open")
        self.extra.append(copies)
        self.planted.add(
            "platforms_disagree",
            self.numbers(np.concatenate([open_here, open_there])),
            open_in_baotou=self.numbers(open_here),
            open_in_nmg=self.numbers(open_there),
            copies_that_agree=60,
        )

    def resubmitted(self) -> None:
        """18 returned near the due day and applied for again at once; 20 that only look alike."""
        cases, rng = self.cases, self.rng
        chosen = self.choose(plain(cases, "baotou", 9) & self.settled(0), 38, "resubmitted")
        near, slowly, early = chosen[:18], chosen[18:30], chosen[30:]
        cases.loc[chosen, "status"] = "returned"
        gross = self.promised(chosen) - rng.integers(0, 3, 38)
        gross[30:] = self.promised(early) - 6
        close_after(cases, self.clock, chosen, gross, rng)
        wait = rng.integers(2 * 3_600, 64 * 3_600, 38)
        wait[18:30] = rng.integers(8 * DAY, 20 * DAY, 12)
        again = cases.loc[chosen].copy()
        again["applied"] = cases.closed.to_numpy()[chosen] + wait
        day = self.clock.next_working(again.applied.to_numpy() // DAY + 1)
        again["accepted"] = day * DAY + office_seconds(rng, 38)
        again["received"] = again.accepted - 300
        again["status"] = "closed"
        again["case_no"] = [number + "A" for number in again.case_no]
        again["closed"] = self.clock.forward(day, rng.integers(1, 5, 38)) * DAY + 55_000
        unfinished = (again.closed // DAY > self.clock.as_of).to_numpy()
        again.loc[unfinished, ["closed", "status"]] = [NONE, "open"]
        self.extra.append(again)
        pairs = list(zip(self.numbers(near), again.case_no[:18], strict=True))
        self.planted.add("resubmitted", self.numbers(near), pairs=pairs, look_alikes=len(slowly) + len(early))

    def after_the_fact(self) -> None:
        """40 cases of one unit that were applied for, accepted and closed within minutes."""
        unit, count = AFTER_THE_FACT
        mine = (self.cases.unit == self.catalogue.unit(unit)).to_numpy()
        chosen = self.choose(plain(self.cases, "nmg", 2) & mine, count, "after the fact")
        accepted = self.cases.accepted.to_numpy()[chosen]
        self.cases.loc[chosen, "applied"] = accepted - self.rng.integers(60, 200, count)
        self.cases.loc[chosen, "received"] = accepted - 30
        self.cases.loc[chosen, "closed"] = accepted + self.rng.integers(60, 300, count)
        self.planted.add("entered_after_the_fact", self.numbers(chosen), unit=unit)

    def bursts(self) -> None:
        """Three minutes in each of which a busy unit closes many cases at once."""
        told: list[dict] = []
        first, last = day_index(date(2026, 3, 1)), self.clock.as_of - 30
        days = np.flatnonzero(self.clock.working[first:last]) + first
        accepted, due = self.cases.accepted.to_numpy() // DAY, self.cases.due.to_numpy()
        unit, units = self.cases.unit.to_numpy(), len(self.catalogue.units)
        free = plain(self.cases, "nmg", 2)
        waiting = np.array([np.bincount(unit[free & (accepted < day) & (day <= due)], minlength=units) for day in days])
        for count in BURSTS:
            row, busiest = np.unravel_index(waiting.argmax(), waiting.shape)
            day = int(days[row])
            waiting[:, busiest] = 0
            chosen = self.choose(free & (unit == busiest) & (accepted < day) & (day <= due), count, "burst")
            minute = day * DAY + 17 * 3_600 + self.rng.integers(0, 30) * 60
            self.cases.loc[chosen, "closed"] = minute + self.rng.integers(0, 60, count)
            told.append(
                {
                    "unit": self.catalogue.units.unit_name[busiest],
                    "count": count,
                    "minute": str(to_times(np.array([minute]))[0])[:16],
                    "cases": self.numbers(chosen),
                }
            )
            self.planted.add("closing_burst", self.numbers(chosen), bursts=told)

    def order_faults(self) -> None:
        """35 cases whose times stand in the wrong order."""
        cases, rng = self.cases, self.rng
        for platform, count in (("nmg", 10), ("baotou", 5), ("gcjs", 5)):
            chosen = self.choose(plain(cases, platform, 2) & self.settled(5), count, "order")
            accepted = cases.accepted.to_numpy()[chosen]
            cases.loc[chosen, "closed"] = (accepted // DAY - rng.integers(1, 3, count)) * DAY + 40_000
            cases.loc[chosen, "applied"] = cases.closed.to_numpy()[chosen] - DAY
            cases.loc[chosen, "received"] = cases.applied.to_numpy()[chosen] + 600
            self.planted.add("order_fault", self.numbers(chosen))
        for platform, count in (("nmg", 10), ("baotou", 5)):
            slow = (cases.closed // DAY - cases.accepted // DAY >= 4).to_numpy()
            chosen = self.choose(plain(cases, platform, 2) & slow, count, "order")
            cases.loc[chosen, "applied"] = cases.accepted.to_numpy()[chosen] + rng.integers(DAY, 2 * DAY, count)
            cases.loc[chosen, "received"] = cases.applied.to_numpy()[chosen] + 600
            self.planted.add("order_fault", self.numbers(chosen))

    def without_units(self) -> None:
        """12 cases that name no unit."""
        chosen = self.choose(plain(self.cases, "nmg") & self.on_time(), 12, "no unit")
        self.cases.loc[chosen, "unit"] = -1
        self.planted.add("no_unit", self.numbers(chosen))

    def circulated(self) -> None:
        """Nothing wrong: 15 late cases of the city's platform that the region named in its bulletin."""
        late = (self.cases.closed // DAY > self.cases.due).to_numpy() & (self.cases.platform == "baotou").to_numpy()
        chosen = self.rng.permutation(np.flatnonzero(late & (self.cases.tag == "").to_numpy()))[:15]
        self.cases.loc[chosen, "circulated"] = True

    def plant(self) -> None:
        """Every finding of this file."""
        self.cases = self.cases.assign(
            due_shift=0,
            due_a_year_early=False,
            earlier_promised=NONE,
            earlier_accepted=NONE,
            earlier_closed=NONE,
            closed_told=NONE,  # a closing time that the platform tells and that cannot be
            status_word="",  # in place of the usual one
            limit_words="",  # in place of the promised limit
            circulated=False,
        )
        self.extensions()
        self.deadlines_rewritten()
        self.platforms_disagree()
        self.resubmitted()
        self.after_the_fact()
        self.bursts()
        self.order_faults()
        self.without_units()
        self.due_dates_disagree()
        self.circulated()

    def all(self) -> pd.DataFrame:
        """The cases, with the extra rows at the end."""
        return pd.concat([self.cases, *self.extra], ignore_index=True)
