"""Mappings: which header is which field, and how the values of one system are to be read. TOML files, checked."""

from __future__ import annotations

import json
import os
import re
import tomllib
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import duckdb
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, field_validator, model_validator

from analytics.calendars import calendar_fault
from analytics.errors import N_, SettingsError
from analytics.schema import CANONICAL_VALUES, KINDS, OTHER_NAMES
from analytics.settings import ROOT

MAPPINGS = Path(os.environ.get("CASEWATCH_MAPPINGS") or ROOT / "data" / "mappings")
COMMON = "common"


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, (str, int, float)) else value


ANY = "any"
"""The section of common.toml for the fields that mean the same in every kind."""

Texts = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Columns = dict[str, Texts]
Words = dict[str, Texts]
Codes = dict[str, Words]


def column_of_place(text: str) -> int | None:
    """The column that `#3` names by its place, counted from 0; None where the text is no place."""
    if not text.startswith("#"):  # nearly always: every usual header is asked
        return None
    return int(text[1:]) - 1 if re.fullmatch(r"#[1-9][0-9]{0,4}", text) else None


def _field_names(columns: dict[str, Any]) -> dict[str, Any]:
    return {OTHER_NAMES.get(name, name): value for name, value in columns.items()}


class Valid(BaseModel):
    """The column by which a platform marks records that no longer count, and the marks of those that do."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    columns: Texts
    values: Texts


class Mapping(BaseModel):
    """One mapping file. Only `kind`, `platform` and usually `[columns]` are needed; all else has a default."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    name: str
    kind: Literal["cases", "events", "pauses", "messages", "ratings", "items", "contacts"]
    platform: str = Field(min_length=1, max_length=64, pattern=r"^[^\s/\\]+$")
    platform_name: dict[Literal["en", "zh"], Annotated[str, Field(min_length=1, max_length=64)]] = {}
    any_platform: bool = False  # `platform` is only a guess, where no title, sheet or file name tells one
    timezone: str | None = None
    calendar: str | None = None
    datetime_formats: Texts = ()
    date_order: Literal["ymd", "dmy", "mdy"] = "ymd"
    epoch: Literal["seconds", "milliseconds"] | None = None  # times as a count since 1970-01-01 00:00 UTC
    hour_24: Literal["same_day", "next_day"] = "same_day"  # 24:00 is the last minute of its day, or the next day begins
    decimal: Literal[".", ","] = "."
    deadline: Literal["day", "instant"] = "day"
    rating_direction: Literal["1_best", "5_best"] | None = None
    limit_unit: Literal["working", "calendar", "month", "hour"] | None = None
    encoding: str | None = None
    delimiter: str | None = Field(None, min_length=1, max_length=1)
    sheet: str | None = None
    partial: bool = False  # the export tells of some units or areas only: what it lacks has not vanished
    header_line: int | None = Field(None, ge=0)  # 0: there is none, and columns go by their places
    exported_on: date | None = None
    empty: Texts = ()  # texts that stand for "nothing" in this system
    titles: Texts = ()  # words in a title, sheet or file name by which the platform is recognised
    common_headers: bool = False  # fields named in [columns] may also stand under their usual headers
    columns: Columns = {}
    defaults: dict[str, str] = {}
    values: Codes = {}
    valid: Valid | None = None  # in place of the [valid] of common.toml

    @field_validator("columns", "defaults", "values", mode="before")
    @classmethod
    def _names(cls, value: Any) -> Any:
        return _field_names(value) if isinstance(value, dict) else value

    @field_validator("timezone")
    @classmethod
    def _timezone_exists(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                ZoneInfo(value)
            except (ZoneInfoNotFoundError, ValueError, OSError) as error:
                raise ValueError(f"no time zone {value!r}; write it as in Europe/Amsterdam or Asia/Shanghai") from error
        return value

    @field_validator("calendar")
    @classmethod
    def _calendar_exists(cls, value: str | None) -> str | None:
        if value is not None and (fault := calendar_fault(value)) is not None:
            raise ValueError(fault)
        return value

    @field_validator("datetime_formats")
    @classmethod
    def _formats_parse(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for text in value:
            try:
                with duckdb.connect() as con:
                    con.execute("SELECT try_strptime('', ?)", [text]).fetchall()
            except duckdb.Error as error:
                raise ValueError(f"{text!r} is not a date format; write it as in %d.%m.%Y %H:%M:%S") from error
        return value

    @field_validator("encoding")
    @classmethod
    def _encoding_exists(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                "".encode(value)
            except LookupError as error:
                raise ValueError(f"no encoding {value!r}; write it as in utf-8 or gb18030") from error
        return value

    @model_validator(mode="after")
    def _fields_exist(self) -> Mapping:
        fields = KINDS[self.kind].fields
        for section in ("columns", "defaults", "values"):
            for name in getattr(self, section):
                if name not in fields:
                    raise ValueError(
                        f"[{section}] {name}: {self.kind} have no such field; there are {', '.join(fields)}"
                    )
        for name, texts in self.columns.items():
            for text in texts:
                if re.fullmatch(r"#0+|#-.*", text):
                    raise ValueError(f"[columns] {name}: {text} is no column; the first one is #1")
        for name, codes in self.values.items():
            allowed = CANONICAL_VALUES.get(name)
            for canonical in codes:
                if allowed and canonical not in allowed:
                    raise ValueError(f"[values.{name}] {canonical!r} is not one of {', '.join(allowed)}")
        return self


class CommonHeaders(BaseModel):
    """data/mappings/common.toml: the headers under which each field usually stands, and what every platform writes.

    `headers` has the fields of any kind, which mean the same everywhere, and those that one kind has beside them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    headers: dict[str, Columns]
    valid: Valid
    values: Codes

    def of(self, kind: str) -> Columns:
        """The usual headers of each field of a kind, its own before those of any kind."""
        return self._by_kind[kind]

    @cached_property
    def _by_kind(self) -> dict[str, Columns]:
        return {kind: self._of(kind) for kind in KINDS}

    def _of(self, kind: str) -> Columns:
        own, shared = self.headers.get(kind, {}), self.headers.get(ANY, {})
        names = [name for name in KINDS[kind].fields if name in own or name in shared]
        return {name: tuple(dict.fromkeys((*own.get(name, ()), *shared.get(name, ())))) for name in names}

    def words(self, name: str) -> Words:
        """The usual words for each canonical value of a field; those of a limit's unit are the same for every limit."""
        return self.values.get("unit" if name.endswith("_unit") else name, {})


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise SettingsError(N_("{path}: there is no such mapping file."), path=path) from error
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(N_("{path} is not a TOML file: {error}. Mend it there."), path=path, error=error) from error


def _faults(error: ValidationError) -> str:
    said = []
    for fault in error.errors():
        where = ".".join(str(step) for step in fault["loc"])
        what = fault["msg"].removeprefix("Value error, ")
        if fault["type"] == "extra_forbidden":
            what = "no such key; the keys are " + ", ".join(name for name in Mapping.model_fields if name != "name")
        said.append(f"{where}: {what}" if where else what)
    return "; ".join(said)


def load_mapping(path: Path) -> Mapping:
    """The mapping in `path`, named after its file. Raises `SettingsError` with the file, the key and what to do."""
    content = _read(path)
    try:
        return Mapping.model_validate({**content, "name": path.stem})
    except ValidationError as error:
        raise SettingsError(N_("{path}: {faults}."), path=path, faults=_faults(error)) from error


def find_mapping(wanted: str | Path) -> Mapping:
    """The mapping of a name in data/mappings, or of a path. Raises `SettingsError`."""
    path = Path(wanted)
    if path.suffix == ".toml" or path.is_file():
        return load_mapping(path)
    inside = MAPPINGS / f"{wanted}.toml"
    if path.name == str(wanted) and inside.is_file() and path.name != COMMON:
        return load_mapping(inside)
    names = ", ".join(path.stem for path in _mapping_files())
    raise SettingsError(
        N_("There is no mapping {name}. Name one of {names}, or give the path of a .toml file."),
        name=wanted,
        names=names,
    )


def _mapping_files() -> list[Path]:
    return sorted(path for path in MAPPINGS.glob("*.toml") if path.stem != COMMON)


def all_mappings() -> list[Mapping]:
    """Every mapping in data/mappings, by name. Raises `SettingsError` at the first faulty one."""
    return [_cached_mapping(path, path.stat().st_mtime_ns) for path in _mapping_files()]


def platform_names() -> dict[str, dict[str, str]]:
    """What each platform is called, by its key and then by language, as the mapping files say it.

    A file that cannot be read names nothing here: whoever imports with it is told why.
    """
    named: dict[str, dict[str, str]] = {}
    for path in _mapping_files():
        try:
            mapping = _cached_mapping(path, path.stat().st_mtime_ns)
        except SettingsError:
            continue
        for language, name in mapping.platform_name.items():
            named.setdefault(mapping.platform, {}).setdefault(language, name)
    return named


@lru_cache(maxsize=256)
def _cached_mapping(path: Path, changed: int) -> Mapping:
    return load_mapping(path)


@lru_cache(maxsize=1)
def common_headers() -> CommonHeaders:
    """The usual headers of every kind. Raises `SettingsError`."""
    path = MAPPINGS / f"{COMMON}.toml"
    try:
        return CommonHeaders.model_validate(_read(path))
    except ValidationError as error:
        raise SettingsError(N_("{path}: {faults}."), path=path, faults=_faults(error)) from error


def save_mapping(name: str, content: dict[str, Any], folder: Path | None = None) -> Path:
    """Write a mapping file for next time, and return its path.

    `content` has the keys of the file. Raises `SettingsError` for a faulty content, an unusable name, or one in use.
    """
    path = (folder or MAPPINGS) / f"{name}.toml"
    if not re.fullmatch(r"[\w-]{1,64}", name) or path.exists() or name == COMMON:
        raise SettingsError(
            N_("A mapping cannot be called {name}: use letters, digits, - and _, and a name that is not in use."),
            name=name,
        )
    try:
        Mapping.model_validate({**content, "name": name})
    except ValidationError as error:
        raise SettingsError(N_("{path}: {faults}."), path=path, faults=_faults(error)) from error
    text = mapping_text(content)
    Mapping.model_validate({**tomllib.loads(text), "name": name})  # a file that nobody can read would stop every import
    fresh = path.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)
    return path


def mapping_text(content: dict[str, Any]) -> str:
    """The keys of a mapping as the text of its file."""
    sections = ("columns", "defaults", "valid", "values")
    plain = {key: value for key, value in content.items() if key not in sections}
    lines = [f"{_toml_key(key)} = {_toml_value(value)}" for key, value in plain.items()]
    for section, entries in content.items():
        if section in ("columns", "defaults", "valid"):
            lines += [
                "",
                f"[{section}]",
                *(f"{_toml_key(key)} = {_toml_value(value)}" for key, value in entries.items()),
            ]
    for name_of_field, codes in content.get("values", {}).items():
        lines += ["", f"[values.{_toml_key(name_of_field)}]"]
        lines += [f"{_toml_key(canonical)} = {_toml_value(texts)}" for canonical, texts in codes.items()]
    return "\n".join(lines) + "\n"


def _toml_key(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z0-9_-]+", text) else _toml_value(text)


def _toml_value(value: object) -> str:
    """Texts, truths, numbers, days and lists as TOML: its basic strings are JSON's."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_toml_key(key)} = {_toml_value(each)}" for key, each in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_toml_value(each) for each in value) + "]"
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")  # JSON lets DEL stand, TOML does not
