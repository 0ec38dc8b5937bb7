"""SQL for one field: its text out of a cell, its canonical value, and what can be wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.exports.recognising.headers import Recognised, unit_in_header, valid_marks
from analytics.exports.recognising.mapping import Mapping, common_headers
from analytics.literals import literal, literals
from analytics.schema import CANONICAL_VALUES, KINDS, Form, unit_of
from analytics.settings import Settings

_DAY_FIRST = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")
_MONTH_FIRST = ("%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y")
_PER_SECOND = {"seconds": 1, "milliseconds": 1000}
_CLOCKS = ("", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f", " %I:%M %p", " %I:%M:%S %p", "T%H:%M:%S")


@dataclass(frozen=True)
class Fault:
    """One thing that makes a row unacceptable: when it holds, under which code, at which field."""

    code: str  # SQL that gives the code
    condition: str
    field: str
    value: str = "NULL"  # SQL that gives the offending text, not yet masked


class FieldColumns:
    """The columns of one recognised table as SQL.

    `t_<field>` is the cell, `x_<field>` the text worth reading, `n_<field>` what a limit says beside a plain number,
    `v_<field>` the value; the queries in
    canonical.py put them in that order.
    """

    def __init__(self, found: Recognised, settings: Settings, width: int) -> None:
        self.found = found
        self.width = width
        self.mapping: Mapping = found.mapping
        self.kind = KINDS[found.kind]
        self.settings = settings
        self.present = [name for name in self.kind.fields if name in found.columns or name in self.mapping.defaults]
        self.zone = self.mapping.timezone or (
            "" if (self.mapping.calendar or settings.calendar) != settings.calendar else settings.timezone
        )

    def form(self, name: str) -> Form:
        return self.kind.fields[name]

    def cell(self, name: str) -> str:
        """SQL of the cell, with the mapping's own words for nothing taken as nothing."""
        default = self.mapping.defaults.get(name)
        if name not in self.found.columns:
            return literal(default or "")
        cell = f"c{self.found.columns[name]}"
        if self.mapping.empty:
            cell = f"CASE WHEN {cell} NOT IN ({literals(self.mapping.empty)}) THEN {cell} END"
        return f"coalesce({cell}, {literal(default)})" if default else cell

    def text(self, name: str) -> str:
        form = self.form(name)
        if form == "code":
            return f"clean_code(t_{name})"
        if form in ("word", "level", "flag", "unit"):
            return f"whole_number(clean_text({self._number(name)}))"
        if form in ("text", "plain", "private", "name", "id_number", "phone"):
            return f"clean_text(t_{name})"
        return self._number(name) if form in ("limit", "integer") else f"t_{name}"

    def _number(self, name: str) -> str:
        """SQL of a cell whose numbers have a decimal point."""
        return f"decimal_point(t_{name})" if self.mapping.decimal == "," else f"t_{name}"

    def unplain(self) -> list[str]:
        """SQL of `n_<field>`: what limits hold beside plain numbers."""
        limits = [name for name in self.present if self.form(name) in ("limit", "integer")]
        return [f"limit_text({self._number(name)}) AS n_{name}" for name in limits]

    def value(self, name: str) -> str:
        """SQL of what a cell says, before masking and before `kept`."""
        form, x = self.form(name), f"x_{name}"
        if form == "time":
            return self._time(x)
        if form == "day":
            return f"CAST({self._time(x)} AS DATE)"
        if form == "limit":
            return f"limit_amount({x}, n_{name})"
        if form == "unit":
            return f"coalesce({self._word(name)}, unit_of(limit_text({x})))"
        if form == "integer":
            return f"CAST(round(days_amount({x}, n_{name})) AS INTEGER)"
        if form == "flag":
            return f"CAST({self._word(name)} AS BOOLEAN)"
        if form == "level":
            return f"CAST({self._level(name)} AS INTEGER)"
        if form == "word":
            return self._word(name)
        return f"coalesce({self._word(name)}, {x})" if self.codes(name) else x

    def kept(self, name: str) -> str:
        """SQL of the canonical value: without the days by which systems say that there is none, and without limits
        whose unit cannot be read."""
        v = f"v_{name}"
        if self.form(name) in ("time", "day"):
            return f"CASE WHEN NOT is_no_date({v}) THEN {v} END"
        if self.form(name) == "limit" and (lost := self._unit_lost(name)):
            return f"CASE WHEN {lost} THEN NULL ELSE {v} END"
        return v

    def unread(self, name: str) -> str:
        """SQL of what a limit says that nobody can read, NULL where it was read or says nothing."""
        x = f"x_{name}"
        text = f"WHEN {self._unread(name)} THEN {x}"
        if self.form(name) == "limit" and (lost := self._unit_lost(name)):
            text += f" WHEN {lost} THEN {x} || ' ' || x_{unit_of(name)}"
        return f"CASE {text} END"

    def _unread(self, name: str) -> str:
        x = f"x_{name}"
        return f"{x} IS NOT NULL AND v_{name} IS NULL AND NOT is_placeholder({x})"

    def _unit_lost(self, name: str) -> str:
        """SQL of whether a limit has its unit in a column of its own, and nobody can read that."""
        unit = unit_of(name)
        return (
            f"{self._unread(unit)} AND v_{name} IS NOT NULL AND NOT names_unit(n_{name})"
            if unit in self.present
            else ""
        )

    def _time(self, x: str) -> str:
        """SQL of a time; 24:00, which no clock shows, is tried last: ten million rows pass here."""
        if not self._own_times(x) and self.mapping.hour_24 != "next_day":
            return f"clock_time({x}, {literal(self.zone)})"
        time, last = self._clock_time(x), self._clock_time(f"last_minute({x})")
        if self.mapping.hour_24 == "next_day":
            last = f"date_trunc('day', {last}) + INTERVAL 1 DAY"
        return f"coalesce({time}, CASE WHEN has_hour_24({x}) THEN {last} END)"

    def _clock_time(self, x: str) -> str:
        always = f"local_time({x}, {literal(self.zone)})"
        tries = self._own_times(x)
        return f"coalesce({', '.join([*tries, always])})" if tries else always

    def _own_times(self, x: str) -> list[str]:
        """SQL of the times that the mapping alone understands, in the order in which they are tried."""
        formats = list(self.mapping.datetime_formats)
        orders = {"dmy": _DAY_FIRST, "mdy": _MONTH_FIRST, "ymd": ()}[self.mapping.date_order]
        formats += [day + clock for clock in _CLOCKS for day in orders]
        naive = [text for text in formats if "%z" not in text and "%Z" not in text]
        zoned = [text for text in formats if text not in naive]
        tries = []
        if self.mapping.epoch:
            tries.append(f"epoch_time({x}, {_PER_SECOND[self.mapping.epoch]}, {literal(self.zone)})")
        if naive:
            tries.append(f"plausible(parsed_time({x}, [{literals(naive)}]))")
        for text in zoned:
            parsed = f"parsed_time({x}, {literal(text)})"
            tries.append(f"plausible(timezone({literal(self.zone or self.settings.timezone)}, {parsed}))")
        return tries

    def in_utc(self, name: str) -> str:
        """SQL of a time in UTC, where the mapping compares instants and the text says its offset; else NULL."""
        if name not in self.present or self.mapping.deadline != "instant":
            return "NULL"
        x = f"x_{name}"
        per_second = _PER_SECOND[self.mapping.epoch] if self.mapping.epoch else 0
        tries = [f"epoch_time({x}, {per_second}, 'UTC')"] if per_second else []
        tries += [f"zoned_time({x}, 'UTC')", f"zoned_time(rewritten_time({x}), 'UTC')"]
        tries += [
            f"timezone('UTC', parsed_time({x}, {literal(text)}))"
            for text in self.mapping.datetime_formats
            if "%z" in text or "%Z" in text
        ]
        return f"CASE WHEN NOT is_no_date(v_{name}) THEN plausible(coalesce({', '.join(tries)})) END"

    def codes(self, name: str) -> dict[str, str]:
        """Code in small letters -> canonical value: the mapping's own first, then the words that everybody uses."""
        known: dict[str, str] = {}
        for source in (self.mapping.values.get(name, {}), common_headers().words(name)):
            for canonical, texts in source.items():
                for text in texts:
                    known.setdefault(text.strip().lower(), canonical)
        for canonical in CANONICAL_VALUES.get(name, ()):
            if name != "level":
                known.setdefault(canonical, canonical)
        return known

    def _word(self, name: str) -> str:
        by_value: dict[str, list[str]] = {}
        for code, canonical in self.codes(name).items():
            by_value.setdefault(canonical, []).append(code)
        if not by_value:
            return "CAST(NULL AS VARCHAR)"
        whens = " ".join(
            f"WHEN lower(x_{name}) IN ({literals(codes)}) THEN {literal(canonical)}"
            for canonical, codes in by_value.items()
        )
        return f"CASE {whens} END"

    def _level(self, name: str) -> str:
        number = f"TRY_CAST(x_{name} AS INTEGER)"
        numeric = {
            "1_best": f"CASE WHEN {number} BETWEEN 1 AND 5 THEN {number} END",
            "5_best": f"CASE WHEN {number} BETWEEN 1 AND 5 THEN 6 - {number} END",
        }.get(self.mapping.rating_direction or "")
        word = self._word(name)
        return f"coalesce({word}, CAST({numeric} AS VARCHAR))" if numeric else word

    def limit_unit(self, name: str) -> str:
        """SQL of a limit's unit: its own text's, its unit column's, its header's, the mapping's, working days."""
        unit = unit_of(name)
        header = self.found.header[self.found.columns[name]] if name in self.found.columns else ""
        fallback = unit_in_header(header) or self.mapping.limit_unit or "working"
        otherwise = f"coalesce(v_{unit}, {literal(fallback)})" if unit in self.present else literal(fallback)
        return f"limit_unit({self.kept(name)}, n_{name}, {otherwise})"

    def invalid(self) -> str:
        """SQL of whether the platform marks a record as one that no longer counts; a record without a mark counts."""
        column = self.found.valid_column
        if column is None:
            return "false"
        mark = f"lower(whole_number(c{column}))"
        valid = [text.strip().lower() for text in valid_marks(self.mapping).values]
        return f"NOT is_placeholder(c{column}) AND {mark} NOT IN ({literals(valid)})"

    def faults(self) -> list[Fault]:
        """Everything that can be wrong with a row, in the order in which it is told."""
        faults = [Fault("damage", "damage IS NOT NULL", "")]
        faults.append(Fault("'too_many_cells'", "extra IS NOT NULL", ""))
        for name in self.kind.filled:
            if name in self.present:
                faults.append(Fault("'missing'", self._says_nothing(name), name))
        for name in self.present:
            faults += self._faults_of(name)
        return faults + self._only_key()

    def _says_nothing(self, name: str) -> str:
        nothing = f"x_{name} IS NULL OR is_placeholder(x_{name})"
        return f"{nothing} OR is_no_date(v_{name})" if self.form(name) == "time" else nothing

    @property
    def key(self) -> str:
        """The field without which a row of this kind means nothing."""
        return self.kind.filled[0]

    def _only_key(self) -> list[Fault]:
        """A row with nothing but its key says nothing; a note below the data often looks like one."""
        others = [f"c{index}" for index in range(self.width) if index != self.found.columns.get(self.key)]
        if not others or self.key not in self.found.columns:
            return []
        named = [f"x_{name}" for name in self.present if name != self.key and name in self.found.columns]
        quick = f"coalesce({', '.join(named)}) IS NULL AND " if named else ""
        condition = f"{quick}x_{self.key} IS NOT NULL AND coalesce({', '.join(others)}) IS NULL"
        return [Fault("'only_key'", condition, self.key)]

    def _faults_of(self, name: str) -> list[Fault]:
        form, x, unread = self.form(name), f"x_{name}", self._unread(name)
        if form == "code":
            return [Fault("'lost_digits'", f"is_lost_code({x})", name, x)]
        if form in ("time", "day"):
            code = f"CASE WHEN looks_like_date({x}) THEN 'impossible_date' ELSE 'unreadable_date' END"
            return [Fault(code, unread, name, x)]
        if form == "flag":
            return [Fault("'unreadable_flag'", unread, name, x)]
        if form == "level":
            numeric = f"regexp_full_match({x}, '[0-9]+([.][0-9]+)?')"
            ambiguous = (
                "'unknown_level'"
                if self.mapping.rating_direction
                else (f"CASE WHEN {numeric} THEN 'ambiguous_level' ELSE 'unknown_level' END")
            )
            return [Fault(ambiguous, unread, name, x)]
        if name == "status_code":
            return [Fault("'unknown_status'", unread, name, x)]
        return []
