"""The rules of the assessment (domain.md 8): settings only, with a version that every entry of the ledger names."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator

from analytics.section import Section

Counted = Literal["replaces", "adds"]
"""Whether a circular by the region stands instead of the miss it is about, or beside it."""


Indicator = Literal["case_late", "message_late", "circulated"]
"""What points are lost for by the rule."""


class Assessment(Section):
    """Points by kind; how a circular counts; limits to appeal and to review in working days.

    `caps`: the most points that a unit loses for an indicator in a month; the ledger's entries stay as they are.
    `version` names the rules: whoever changes points gives another. What a closed month counted by stays as it was.
    """

    version: str = Field(default="2026", min_length=1, max_length=40)
    case_points: int = Field(default=1, ge=0, le=1000)
    message_points: int = Field(default=1, ge=0, le=1000)
    circulated_points: int = Field(default=2, ge=0, le=1000)
    circulated: Counted = "replaces"
    caps: dict[Indicator, Annotated[int, Field(ge=1, le=1_000_000)]] = Field(default_factory=dict)
    appeal_days: int = Field(default=5, ge=1, le=1000)
    review_days: int = Field(default=5, ge=1, le=1000)
    reasons: tuple[str, ...] = Field(
        default=("系统未回传", "特别程序未录入", "非本单位责任", "口径问题", "其他"), min_length=1
    )

    @field_validator("reasons")
    @classmethod
    def _are_apart(cls, reasons: tuple[str, ...]) -> tuple[str, ...]:
        if any(not reason.strip() for reason in reasons) or len({*reasons}) < len(reasons):
            raise ValueError("a reason is empty or stands there twice")
        return reasons
