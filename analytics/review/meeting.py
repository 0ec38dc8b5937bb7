"""What a meeting looks at, and the parts that its agenda is made of: numbers, tables, proposals, blocks, all plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import pandas as pd

from analytics.errors import N_
from analytics.figures.scope import Scope
from analytics.review.told import Told
from analytics.review.weeks import ReviewRefused, Week
from analytics.settings import Settings
from analytics.snapshot.opened import Snapshot


@dataclass(frozen=True)
class Number:
    """One number of a figure: `query FIGURE` with this scope and these groupings gives it again in `column`.

    `row`: the value of the first column that picks the row, where the figure has several. `before` is the same number a
    week earlier, like with like; `part` of `whole` stand behind a share of two counts. `weeks` (columns week, value), `months` and `last_year` (month, value: the same months a year earlier,
    by this year's months) are its series; empty where there are none.
    """

    key: str
    name: Told
    figure: str
    column: str
    scope: Scope
    value: float | None
    share: bool
    better: Literal["lower", "higher"]
    target: float | None = None
    before: float | None = None
    part: int | None = None
    whole: int | None = None
    row: str | None = None
    says: Told | None = None
    weeks: pd.DataFrame = field(default_factory=pd.DataFrame)
    months: pd.DataFrame = field(default_factory=pd.DataFrame)
    last_year: pd.DataFrame = field(default_factory=pd.DataFrame)


@dataclass(frozen=True)
class Table:
    """Rows of a block, with the columns of the figure or listing that `figure` names; it is empty where nothing is told."""

    key: str
    title: Told
    rows: pd.DataFrame
    figure: str
    scope: Scope


@dataclass(frozen=True)
class Proposal:
    """An exception: who, why, and one decision that is proposed, with its rows in the block's table of the same key."""

    key: str
    unit: str
    why: Told
    decision: Told
    owner: str
    due_on: date


@dataclass(frozen=True)
class Block:
    """One part of the agenda. Where `failure` stands, nothing else does."""

    key: str
    title: Told
    minutes: int
    sentences: tuple[Told, ...] = ()
    numbers: tuple[Number, ...] = ()
    tables: tuple[Table, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    failure: Told | None = None


@dataclass(frozen=True)
class Meeting:
    """What a meeting looks at: a week, as of its last day (of a running week: of the last day told), in one snapshot.

    `known_on`: only the exports up to this day are in the snapshot; None: all that were known when it was opened.
    """

    snapshot: Snapshot
    week: Week
    settings: Settings
    known_on: date | None = None
    judged_on: date | None = None

    @property
    def as_of(self) -> date:
        """The day that everything is judged by: `judged_on`, where a closed meeting is looked at again."""
        return self.judged_on or min(self.week.last, self.snapshot.data_date)

    @property
    def scope(self) -> Scope:
        """The whole city in this week. Raises `ReviewRefused` for a week that no export reaches."""
        if not self.snapshot.first_day <= self.as_of or self.week.first > self.snapshot.data_date:
            raise ReviewRefused(
                N_("Nothing is told of week {week}: the data reaches from {first} to {last}. Choose a week within it."),
                week=self.week.name,
                first=self.snapshot.first_day,
                last=self.snapshot.data_date,
            )
        return Scope(self.as_of, self.week.first, self.week.last, grain="week")

    @property
    def afterwards(self) -> Scope:
        """The whole city at the end of the next week, by which what people did is looked at: the meeting is held in it.

        While that week runs, today: nothing is late by a day that has not come.
        """
        held_by = self.week.later(1).last
        if self.known_on is None:
            held_by = min(held_by, max(self.snapshot.data_date, self.snapshot.today))
        return Scope(held_by)

    @property
    def before(self) -> Scope:
        """What the week is compared with, like with like: the same days of the week before, seen from as near."""
        before = self.scope.previous()
        if before is None:
            raise ReviewRefused(
                N_("The calendar has no week before {week} to compare with. Choose a later week."), week=self.week.name
            )
        return before

    @property
    def last_seen(self) -> Scope:
        """The whole city at the end of the week before, where the last meeting stood."""
        return Scope(self.week.later(-1).last)

    @property
    def this_year(self) -> Scope:
        """The year to date, over which is judged who stands out: a week alone has too few cases."""
        return Scope(self.as_of, date(self.as_of.year, 1, 1), self.as_of, grain="year")
