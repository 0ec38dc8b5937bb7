"""settings.toml, checked at start. Every rule that a bureau may want otherwise is a setting, never a literal."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, Field, ValidationError, field_validator, model_validator

from analytics.assessment_rules import Assessment
from analytics.bulletin_settings import Bulletins
from analytics.calendars import lacks_part
from analytics.errors import N_, SettingsError
from analytics.ladder import DOCUMENTS, SUBJECTS, Document, Ladder, Orders
from analytics.reminder_settings import Reminders
from analytics.section import Section

ROOT = Path(__file__).resolve().parent.parent


class Targets(Section):
    """Target shares, 0 to 1; None draws no line."""

    overdue_rate: float | None = Field(default=0.02, ge=0, le=1)
    message_compliance: float | None = Field(default=0.95, ge=0, le=1)
    compression: float | None = Field(default=0.7361, ge=0, le=1)
    positive_rate: float | None = Field(default=0.98, ge=0, le=1)


class Deadline(Section):
    """Which due date decides where the limit and the platform's own date are both known (domain.md 2)."""

    leads: Literal["computed", "platform"] = "computed"


class Limits(Section):
    """Limits that no export carries, and how units of time compare (domain.md 1, 4)."""

    message_days: int = Field(default=3, ge=1)
    message_days_by_kind: dict[Literal["question", "complaint", "suggestion", "help"], Annotated[int, Field(ge=1)]] = (
        Field(default_factory=dict)
    )
    asked_again_days: int = Field(default=30, ge=1)
    rectification_days: int = Field(default=5, ge=1)
    complex_rectification_days: int = Field(default=15, ge=1)
    revisit_attempts: int = Field(default=3, ge=1)
    working_per_calendar: float = Field(default=5 / 7, gt=0)
    days_per_month: int = Field(default=30, ge=28, le=31)
    immediate_counts: bool = True
    next_share: float = Field(default=0.95, gt=0, le=1)


class LightRule(Section):
    """One rule: applies to some limits, measures something, gives a colour (domain.md 2, Lights)."""

    colour: Literal["red", "yellow"]
    measure: Literal["past_due", "remaining_days", "remaining_share", "used_share"]
    applies_to: Literal["all", "limit > 5", "limit <= 5"] = "all"
    at_most: float | None = None
    at_least: float | None = None

    @model_validator(mode="after")
    def _has_threshold(self) -> LightRule:
        if self.measure != "past_due" and (self.at_most is None) == (self.at_least is None):
            raise ValueError(f"a rule on {self.measure} needs either at_most or at_least")
        return self


def _preset(*rules: dict) -> tuple[LightRule, ...]:
    return tuple(LightRule(**rule) for rule in ({"colour": "red", "measure": "past_due"}, *rules))


PRESETS = {
    "inner-mongolia": _preset(
        {"colour": "yellow", "applies_to": "limit > 5", "measure": "remaining_days", "at_most": 3},
        {"colour": "yellow", "applies_to": "limit <= 5", "measure": "used_share", "at_least": 0.5},
    ),
    "last-day": _preset({"colour": "yellow", "measure": "remaining_days", "at_most": 1}),
    "share": _preset({"colour": "yellow", "measure": "remaining_share", "at_most": 0.2}),
}


class Lights(Section):
    """The light rules in force: a preset by name, and the presets themselves."""

    preset: str = "inner-mongolia"
    presets: dict[str, tuple[LightRule, ...]] = PRESETS

    @model_validator(mode="after")
    def _preset_exists(self) -> Lights:
        if self.preset not in self.presets:
            raise ValueError(f"no light preset {self.preset!r}; there are {', '.join(self.presets)}")
        return self

    @property
    def rules(self) -> tuple[LightRule, ...]:
        """The rules of the active preset, in the order in which they are tried."""
        return self.presets[self.preset]


class Ranking(Section):
    """When a unit is large enough to be ranked, and how sure an interval is."""

    minimum_count: int = Field(default=30, ge=1)
    confidence: float = Field(default=0.95, gt=0.5, lt=1)


class Findings(Section):
    """When something counts as a finding to verify (domain.md 6). Days are working days unless said otherwise."""

    pause_tolerance_days: int = Field(default=1, ge=0)
    pause_running_days: int = Field(default=60, ge=1)
    after_the_fact_minutes: int = Field(default=10, ge=1)
    burst_cases: int = Field(default=10, ge=2)
    default_limit_days: int = Field(default=1, ge=1)
    default_limit_share: float = Field(default=0.5, gt=0, le=1)
    default_limit_minimum: int = Field(default=30, ge=1)
    resubmitted_due_days: int = Field(default=2, ge=0)
    resubmitted_hours: int = Field(default=72, ge=1)
    rating_seconds: int = Field(default=30, ge=0)
    burst_ratings: int = Field(default=10, ge=2)
    default_ratings_minimum: int = Field(default=20, ge=1)
    boilerplate_messages: int = Field(default=20, ge=2)
    partial_unit_share: float = Field(default=0.3, ge=0, le=1)


class Today(Section):
    """What the page of who watches looks at: working days ahead; how many cases a wider circle of past cases weighs."""

    within_days: int = Field(default=5, ge=1, le=250)
    chance_weight: int = Field(default=20, ge=1)


class Review(Section):
    """The weekly meeting: minutes for each block of its agenda, and how many exceptions it looks at."""

    promises: int = Field(default=5, ge=1, le=240)
    changes: int = Field(default=5, ge=1, le=240)
    standing: int = Field(default=15, ge=1, le=240)
    exceptions: int = Field(default=20, ge=1, le=240)
    decisions: int = Field(default=10, ge=1, le=240)
    at_most: int = Field(default=5, ge=1, le=20)


class ChartLine(Section):
    """A line (`at`) or a band (`low` to `high`) that every chart of a figure draws beside its target, with its name."""

    figure: str
    name: str = Field(min_length=1)
    at: float | None = None
    low: float | None = None
    high: float | None = None

    @model_validator(mode="after")
    def _line_or_band(self) -> ChartLine:
        band = (self.low, self.high)
        if (self.at is None) == (band == (None, None)) or (self.at is None and None in band):
            raise ValueError("name either `at` for a line, or `low` and `high` for a band")
        if self.low is not None and self.high is not None and self.low >= self.high:
            raise ValueError("`low` of a band lies below its `high`")
        return self


class Privacy(Section):
    """What is masked on import (issue: personal data is not stored in clear)."""

    mask: tuple[Literal["applicant_name", "id_number", "phone", "free_text"], ...] = (
        "applicant_name",
        "id_number",
        "phone",
        "free_text",
    )


class Imports(Section):
    """Limits on what a file may cost, in MB and seconds.

    `memory_mb` and `processor_seconds` bound the process that reads one file, `timeout_seconds` how long it may take by
    the clock.
    """

    max_file_mb: int = Field(default=1024, ge=1)
    max_expanded_mb: int = Field(default=2048, ge=1)
    max_columns: int = Field(default=1000, ge=1)
    memory_mb: int = Field(default=2048, ge=512)
    timeout_seconds: float = Field(default=1800, gt=0, le=1_000_000)
    processor_seconds: float = Field(default=1800, gt=0, le=1_000_000)
    lock_timeout_seconds: int = Field(default=600, ge=0, le=1_000_000)


class Snapshots(Section):
    """How long published snapshots are kept, in days."""

    keep_days: int = Field(default=14, ge=0, le=36_500)


class Settings(Section):
    """All settings. `Settings()` holds the defaults; `load_settings()` reads the file."""

    bureau: str = "包头市行政审批政务服务与数据管理局"
    city_code: str = "150200"
    timezone: str = "Asia/Shanghai"
    calendar: str = "CN"
    calendar_overrides: Path = Path("data/reference/calendar_overrides.toml")
    targets: Targets = Targets()
    deadline: Deadline = Deadline()
    limits: Limits = Limits()
    lights: Lights = Lights()
    ranking: Ranking = Ranking()
    findings: Findings = Findings()
    today: Today = Today()
    reminders: Reminders = Reminders()
    privacy: Privacy = Privacy()
    imports: Imports = Imports()
    snapshots: Snapshots = Snapshots()
    ladder: Ladder = Ladder()
    orders: Orders = Orders()
    assessment: Assessment = Assessment()
    bulletins: Bulletins = Bulletins()
    documents: tuple[Document, ...] = DOCUMENTS
    review: Review = Review()
    lines: tuple[ChartLine, ...] = ()

    @field_validator("timezone")
    @classmethod
    def _timezone_exists(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"no time zone {value!r}; write it as in Asia/Shanghai") from error
        return value

    @classmethod
    def as_computed(cls, kept: dict) -> Settings:
        """The settings that a snapshot keeps; what an earlier version did not know has its default, what this one no
        longer knows is left out.
        """
        return cls.model_validate(_known(cls, kept))

    def waiting_beside(self, computed: Settings) -> tuple[str, ...]:
        """The keys of settings.toml that say something else than what the figures were `computed` with.

        Targets only draw a line, and limits on files and the keeping of snapshots concern no figure: they hold at once.
        """
        sections = [
            f"{name}.{key}"
            for name in ("deadline", "limits", "ranking", "findings", "today", "assessment")
            for key in type(getattr(self, name)).model_fields
            if getattr(getattr(self, name), key) != getattr(getattr(computed, name), key)
        ]
        if self.lights.preset != computed.lights.preset:
            sections.append("lights.preset")
        elif self.lights.rules != computed.lights.rules:
            sections.append(f"lights.presets.{self.lights.preset}")
        for subject in SUBJECTS:
            if self.ladder.steps(subject) != computed.ladder.steps(subject):
                sections.append(f"ladder.{subject}")
        sections += [key for key in ("calendar", "city_code") if getattr(self, key) != getattr(computed, key)]
        return tuple(sections)

    @property
    def overrides_path(self) -> Path:
        """The overrides file; a relative path starts at the project's root."""
        return ROOT / self.calendar_overrides


def _known(model: type[BaseModel], kept: dict) -> dict:
    """The part of a record that a model has fields for, section by section."""
    known = {}
    for name, field in model.model_fields.items():
        if name in kept:
            section = field.annotation
            if isinstance(section, type) and issubclass(section, BaseModel):
                known[name] = _known(section, kept[name])
            else:
                known[name] = kept[name]
    return known


def load_settings(path: Path | None = None) -> Settings:
    """The settings of `path` (default: settings.toml at the project's root; defaults where it is absent).

    Raises `SettingsError` with every fault of the file.
    """
    path = path or ROOT / "settings.toml"
    if not path.exists():
        return Settings()
    try:
        settings = Settings.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingsError(N_("{path} is not a TOML file: {error}. Mend it there."), path=path, error=error) from error
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, f['loc']))}: {f['msg'].removeprefix('Value error, ')}" for f in error.errors()
        )
        raise SettingsError(N_("{path}: {faults}. Mend it there."), path=path, faults=faults) from error
    if (fault := lacks_part(settings.calendar)) is not None:
        raise SettingsError(N_("{path}: {faults}. Mend it there."), path=path, faults=f"calendar: {fault}")
    return settings
