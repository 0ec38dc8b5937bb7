"""The working-day calendar: which days count, the number of each, and due days.

Days come from the `holidays` library (for China with its make-up working weekends) and from an overrides file.
Counting works on numbers: `number(day)` is the count of working days up to and including a day, so that a span is a
difference and nothing is counted twice (domain.md 2).
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import holidays

from analytics.errors import N_, CalendarRangeError, SettingsError

FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2075, 12, 31)
"""The days that a snapshot's calendars hold: from before the oldest event to well after the newest."""
PUBLISHED = "published"  # the table of the overrides file that names no calendar


@dataclass(frozen=True)
class Override:
    """A day that a bureau declares working or free against the published calendar."""

    day: date
    working: bool
    reason: str


@dataclass(frozen=True)
class Day:
    """One day of a calendar. `kind`: workday, weekend, holiday, make-up, override."""

    day: date
    is_working: bool
    number: int
    kind: str
    name: str
    provisional: bool


class Workdays:
    """The days of one calendar from `first_year` to `last_year`.

    `code` is a country of the `holidays` library, or COUNTRY-SUBDIVISION; `published` the last year whose arrangement
    the overrides complete. Raises `SettingsError` for a code that the library does not know.
    """

    def __init__(
        self,
        code: str,
        first_year: int,
        last_year: int,
        overrides: tuple[Override, ...] = (),
        published: int | None = None,
    ) -> None:
        self._hold(code, _days_of(code, first_year, last_year, overrides, published))

    @classmethod
    def of_days(cls, code: str, days: tuple[Day, ...]) -> Workdays:
        """A calendar as somebody recorded it, such as the one a snapshot was counted in: whole years, no day missing."""
        calendar = cls.__new__(cls)
        calendar._hold(code, days)
        return calendar

    def _hold(self, code: str, days: tuple[Day, ...]) -> None:
        self.code = code
        self.days = days
        self.first_year, self.last_year = days[0].day.year, days[-1].day.year
        self._working = [day.day for day in days if day.is_working]

    def day(self, on: date) -> Day:
        """The entry of one day. Raises `CalendarRangeError` outside the calendar's years."""
        position = (on - self.days[0].day).days
        if not 0 <= position < len(self.days):
            raise CalendarRangeError(
                N_("{day} is outside the calendar {code}, which runs from {first} to {last}. Choose a day within it."),
                day=on,
                code=self.code,
                first=self.first_year,
                last=self.last_year,
            )
        return self.days[position]

    def is_working(self, on: date) -> bool:
        """Whether a day is a working day."""
        return self.day(on).is_working

    def number(self, on: date) -> int:
        """Count of working days from the calendar's start up to and including `on`."""
        return self.day(on).number

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is earlier."""
        return self.number(end) - self.number(start)

    def of_number(self, number: int) -> date:
        """The first day whose number is `number`. Raises `CalendarRangeError` past either end."""
        if not 1 <= number <= len(self._working):
            raise CalendarRangeError(
                N_(
                    "The calendar {code} ends in {last}, before the due day. Ask for a shorter limit or an earlier day."
                ),
                code=self.code,
                last=self.last_year,
            )
        return self._working[number - 1]

    def next_working(self, on: date) -> date:
        """`on` itself when it is a working day, else the next one (民法典 203)."""
        position = bisect_left(self._working, on)
        if position == len(self._working):
            raise CalendarRangeError(
                N_(
                    "The calendar {code} ends in {last}, before the due day. Ask for a shorter limit or an earlier day."
                ),
                code=self.code,
                last=self.last_year,
            )
        return self._working[position]


def due_day(accepted: date, limit: int, calendar: Workdays, paused: int = 0) -> date:
    """The last day on which a case can be closed on time.

    `limit` and `paused` are working days; the acceptance day is not counted (民法典 201, 行政许可法 82). A limit of 0
    is due the same day, or the next working day where accepted on a free one (domain.md 2). Raises
    `CalendarRangeError` when the calendar ends before the due day.
    """
    base = calendar.number(accepted) + limit if limit else calendar.number(calendar.next_working(accepted))
    return calendar.of_number(base + paused)


def calendar_due_day(accepted: date, limit: int, calendar: Workdays) -> date:
    """The due day of a limit in calendar days: a free last day moves to the next working day (民法典 203).

    Raises `CalendarRangeError` when the calendar ends before the due day.
    """
    try:
        last = accepted + timedelta(days=limit)
    except OverflowError:  # more days than a date can have
        last = date.max
    return calendar.next_working(last)


def load_overrides(path: Path) -> dict[str, tuple[Override, ...]]:
    """The overrides file: `[[CN]] day = 2027-02-08, working = false, reason = "…"`. Absent file: none.

    Raises `SettingsError` naming the file and the entry at fault.
    """
    return {
        code: tuple(_override(path, code, entry) for entry in entries)
        for code, entries in _tables(path).items()
        if code != PUBLISHED
    }


def declared_years(path: Path) -> dict[str, int]:
    """The last year of each calendar that the overrides file completes: `[published] CN = 2027`.

    Raises `SettingsError` where it is no year.
    """
    declared = _tables(path).get(PUBLISHED, {})
    for code, year in declared.items():
        if not isinstance(year, int):
            raise SettingsError(
                N_("{path}: [published] {code} needs a year such as 2027; it has {year}."),
                path=path,
                code=code,
                year=year,
            )
    return declared


def _tables(path: Path) -> dict:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(N_("{path} is not a TOML file: {error}. Mend it there."), path=path, error=error) from error


def _override(path: Path, code: str, entry: object) -> Override:
    told = entry if isinstance(entry, Mapping) else {}
    day, working = told.get("day"), told.get("working")
    if not isinstance(day, date) or isinstance(day, datetime) or not isinstance(working, bool):
        raise SettingsError(
            N_("{path}: an entry under {code} needs day = YYYY-MM-DD and working = true or false; it has {entry}."),
            path=path,
            code=code,
            entry=entry,
        )
    return Override(day, working, str(told.get("reason", "")))


NAMES_IN = "en_US"  # the recorded names, whatever the machine's language is


def _library(code: str, years: Iterable[int] = (), language: str = NAMES_IN) -> holidays.HolidayBase:
    country, _, subdivision = code.partition("-")
    try:
        return holidays.country_holidays(country, subdiv=subdivision, years=years, language=language)
    except NotImplementedError as error:
        raise SettingsError(
            N_("No calendar {code}: name a country of the holidays library, such as CN, NL or US, or US-NY."), code=code
        ) from error


def holiday_names(code: str, first_year: int, last_year: int, language: str) -> dict[date, str]:
    """The holidays of some years as a language (zh_CN, en_US) calls them; empty where the library has no such names."""
    library = _library(code, range(first_year, last_year + 1), language)
    return dict(library.items()) if language in library.supported_languages else {}


def check_calendar(code: str) -> None:
    """Raise `SettingsError` when the `holidays` library has no such calendar."""
    _library(code)


def last_published_year(code: str) -> int | None:
    """The last year whose arrangement has been published, where one moves working days yearly (China); else None."""
    arranged = getattr(_library(code), "special_public_holidays", {})
    return max(arranged) if _library(code, arranged).weekend_workdays else None


@lru_cache(maxsize=16)
def _days_of(
    code: str, first_year: int, last_year: int, overrides: tuple[Override, ...], declared: int | None
) -> tuple[Day, ...]:
    library = _library(code, range(first_year, last_year + 1))
    published = last_published_year(code)
    last_settled = None if published is None else max(published, declared or published)
    changed = {override.day: override for override in overrides}
    names, made_up = dict(library.items()), library.weekend_workdays  # asking the library day by day is twice as slow
    days = []
    number = 0
    day = date(first_year, 1, 1)
    while day.year <= last_year:
        weekend = library.is_weekend(day)
        working = day in made_up if weekend else day not in names
        name = names.get(day, "")
        if day in changed:
            working, name, kind = changed[day].working, changed[day].reason, "override"
        elif working:
            kind = "make-up" if weekend else "workday"
        else:
            kind = "holiday" if name else "weekend"
        number += working
        days.append(Day(day, working, number, kind, name, last_settled is not None and day.year > last_settled))
        day += timedelta(days=1)
    return tuple(days)


def calendar(code: str, overrides_path: Path, first_year: int, last_year: int) -> Workdays:
    """The calendar of a country with the bureau's overrides applied; the same object as long as nothing changes."""
    overrides, declared = load_overrides(overrides_path), declared_years(overrides_path)
    return _held(code, first_year, last_year, overrides.get(code, ()), declared.get(code))


@lru_cache(maxsize=16)
def _held(
    code: str, first_year: int, last_year: int, overrides: tuple[Override, ...], declared: int | None
) -> Workdays:
    return Workdays(code, first_year, last_year, overrides, declared)
