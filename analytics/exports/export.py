"""What reading an export gives: the parts found in it, and a count for every row."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class Part:
    """One table of an export: canonical rows, rejected rows, and how both were found.

    `rows` and `rejected_rows` are file names of Parquet files, None where there is none such row.
    Always rows_read = accepted + rejected + ignored; `ignored_by` counts the ignored rows by reason: title, blank,
    header (repeated), total, invalid (the platform says that the record no longer counts). `platform_guessed` where
    nothing in the file, its name or its mapping tells the platform: its rows then follow their case numbers. `partial`
    where the mapping says that the export tells of some units or areas only.
    """

    kind: str
    platform: str
    mapping: str
    sheet: str
    header_line: int
    header: list[str]
    columns: dict[str, str]
    unused: list[str]
    calendar: str
    deadline: str
    rows_read: int
    accepted: int
    rejected: int
    ignored: int
    ignored_by: dict[str, int]
    rejected_by: dict[str, int]
    rows: str | None
    rejected_rows: str | None
    platform_guessed: bool = False
    partial: bool = False


Reason = Literal["unknown", "hidden", "another", "explanation"]


@dataclass(frozen=True)
class SkippedSheet:
    """A sheet or table that was left out, and why: "unknown", no header that anybody knows, "hidden", "another", the
    mapping asks for another sheet, or "explanation", it explains a template; its rows count as ignored."""

    sheet: str
    rows: int
    reason: Reason = "unknown"


@dataclass(frozen=True)
class Export:
    """A whole file as read. `rows_read`, `accepted`, `rejected`, `ignored` are sums over parts and skipped sheets.

    `days` counts the accepted rows by the day on which each happened last, up to today; due dates are no events.
    """

    file: str
    sha256: str
    size: int
    exported_on: date | None
    parts: tuple[Part, ...]
    skipped: tuple[SkippedSheet, ...] = ()
    days: dict[date, int] = field(default_factory=dict)

    @property
    def rows_read(self) -> int:
        return sum(part.rows_read for part in self.parts) + sum(sheet.rows for sheet in self.skipped)

    @property
    def accepted(self) -> int:
        return sum(part.accepted for part in self.parts)

    @property
    def rejected(self) -> int:
        return sum(part.rejected for part in self.parts)

    @property
    def ignored(self) -> int:
        return sum(part.ignored for part in self.parts) + sum(sheet.rows for sheet in self.skipped)


@dataclass(frozen=True)
class Preview:
    """What a table of a file looks like before it is imported; `sample` rows are masked.

    `kind`, `platform` and `mapping` are None where nothing was recognised; `proposed` then gives the field that headings
    and samples suggest for a column (its heading, else its place), `proposed_kind` the likeliest kind, `proposed_by_kind`
    the same for every kind, `proposed_keys` what else a mapping should say (date_order, epoch, decimal), and
    `missing_by_kind` what each kind would still need. A `hidden` sheet is only named: it is not imported unless a mapping asks for it.
    """

    sheet: str
    kind: str | None
    platform: str | None
    mapping: str | None
    header_line: int
    header: list[str]
    columns: dict[str, str]
    unused: list[str]
    missing: list[str]
    sample: list[list[str]]
    proposed: dict[str, str] = field(default_factory=dict)
    proposed_kind: str | None = None
    proposed_by_kind: dict[str, dict[str, str]] = field(default_factory=dict)
    proposed_keys: dict[str, str] = field(default_factory=dict)
    missing_by_kind: dict[str, list[str]] = field(default_factory=dict)
    hidden: bool = False
    platform_guessed: bool = False
