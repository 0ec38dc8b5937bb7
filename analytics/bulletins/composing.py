"""Composing a bulletin: its sections in their order, each from figures; one that fails says so, and the others stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from analytics.bulletins.basis import Basis, Section, before_or_now
from analytics.bulletins.bulletin_parts import (
    Annex,
    Block,
    Bulletin,
    BulletinRefused,
    Failed,
    Heading,
    Kind,
    Paragraph,
    Place,
    a_day,
    in_days,
    listed,
)
from analytics.bulletins.case_sections import CASE_SECTIONS
from analytics.bulletins.message_sections import MESSAGE_SECTIONS
from analytics.documents.told_numbers import Teller
from analytics.errors import N_, CasewatchError
from analytics.figures.catalogue import catalogue
from analytics.figures.scope import Scope
from analytics.orders.printed import PRESETS
from analytics.settings import Settings
from analytics.snapshot.opened import Snapshot

SECTIONS = {"overdue": CASE_SECTIONS, "messages": MESSAGE_SECTIONS}
SUBJECTS = {"overdue": "受理事项超期未办结情况", "messages": "留言办理和“好差评”情况"}


def compose(
    snapshot: Snapshot,
    kind: Kind,
    start: date,
    end: date,
    settings: Settings,
    area: str | None = None,
    as_of: date | None = None,
    words: Mapping[str, str] | None = None,
) -> Bulletin:
    """A bulletin for a period, of the city or of an area and its own units only. `words` replace those of marked places.

    Raises `BulletinRefused` for an area that there is none of or words for a place that is none, `ScopeError` for a
    period that ends before it starts or begins after the as-of day.
    """
    scope = Scope(as_of=as_of or snapshot.data_date, period_start=start, period_end=end)
    if area is not None:
        scope = scope.narrowed(areas=area, units=_units_of(snapshot, area))
    basis = Basis(Teller(snapshot), scope, scope.previous(), settings, area)
    whose = f"{area}" if area is not None else ""
    title = (f"关于{in_days(start, end)}", f"{whose}{SUBJECTS[kind]}的通报")
    blocks: list[Block] = [
        Place("opening", f"现将{in_days(start, end)}{whose or '全市'}{SUBJECTS[kind]}通报如下。"),
    ]
    for heading, section in SECTIONS[kind].items():
        blocks += [Heading(heading), *_attempt(section, basis)]
    problems, required = _wording(kind, settings)
    blocks += [Heading("存在问题"), Place("problems", problems)]
    blocks += [Heading("工作要求"), Place("required", required)]
    blocks += [Heading("统计口径"), *_attempt(lambda known: standing(known, kind), basis)]
    return Bulletin(
        kind=kind,
        area=area,
        scope=scope,
        snapshot=snapshot.id,
        title=title,
        addressee=settings.bulletins.addressee,
        blocks=tuple(_worded(blocks, words or {})),
        numbers=tuple(basis.teller.numbers),
        annexes=annexes(kind, scope),
    )


def _wording(kind: Kind, settings: Settings) -> tuple[str, str]:
    """The problems and what is required, as a bulletin begins with them."""
    if kind == "overdue":
        return settings.bulletins.problems_overdue, settings.bulletins.required_overdue
    return settings.bulletins.problems_messages, settings.bulletins.required_messages


def worded(bulletin: Bulletin, words: Mapping[str, str]) -> Bulletin:
    """The same bulletin with other words in its marked places. Raises `BulletinRefused` for a place that it has not."""
    return replace(bulletin, blocks=tuple(_worded(bulletin.blocks, words)))


def _units_of(snapshot: Snapshot, area: str) -> tuple[str, ...]:
    """The units of an area. Where it has none, a name that no unit has, so that no other's is taken for its own."""
    known = snapshot.choices("area")
    units = snapshot.units_of(area)
    if not known and not units:
        raise BulletinRefused(
            N_("The data tells of no area, so no bulletin can be about {area}. Make one about the city."), area=area
        )
    if area not in known and not units:
        raise BulletinRefused(
            N_("There is no area {area} in the data. There are: {areas}."), area=area, areas=", ".join(known)
        )
    return tuple(units) or (f"{area}（无承办单位）",)


def _attempt(section: Section, basis: Basis) -> list[Block]:
    """The parts of a section; one that says so where a figure fails, whose half-told numbers are told by nobody."""
    told = len(basis.teller.numbers)
    try:
        return list(section(basis))
    except CasewatchError as error:
        del basis.teller.numbers[told:]
        return [Failed(error)]


def _worded(blocks: Sequence[Block], words: Mapping[str, str]) -> list[Block]:
    places = {block.key for block in blocks if isinstance(block, Place)}
    if unknown := sorted(set(words) - places):
        raise BulletinRefused(
            N_("A bulletin has no place {place} whose words could be changed. There are: {places}."),
            place=unknown[0],
            places=", ".join(sorted(places)),
        )
    return [
        Place(block.key, words.get(block.key, block.text).strip()) if isinstance(block, Place) else block
        for block in blocks
    ]


def standing(basis: Basis, kind: Kind) -> list[Block]:
    """The standing sentences of basis: as-of day, definitions, light rules, snapshot, what is quoted."""
    snapshot, figures = basis.teller.snapshot, catalogue()
    keys = {
        "overdue": ("overdue_rate", "open_overdue", "flow"),
        "messages": ("message_compliance", "active_rate", "active_positive_rate", "rectified_rate"),
    }[kind]
    meanings = "。".join(f"{figures[key].name_zh}：{figures[key].definition_zh}" for key in keys if key in figures)
    preset = snapshot.rules.lights.preset
    quoted = listed([one.quoted for one in basis.settings.documents if "bulletins" in one.used_by])
    compared = f"；环比为与{in_days(basis.before.period_start, basis.before.period_end)}相比" if basis.before else ""
    return [
        Paragraph(
            (
                f"统计时点为{a_day(basis.scope.as_of)}{compared}。{meanings}。超期天数为工作日，不含受理当日和法定节假日。"
                f"预警规则为{PRESETS.get(preset, preset)}，依据{quoted}。数据快照号{snapshot.id}。",
            )
        )
    ]


def annexes(kind: Kind, scope: Scope) -> tuple[Annex, ...]:
    """The lists that the annex workbook has in full."""
    if kind == "overdue":
        return (
            Annex("超期未办结办件", "open_overdue_cases", scope),
            Annex("本期超期办件", "missed_cases", scope),
            Annex("上期督办单", "signed_orders", before_or_now(scope)),
        )
    return (
        Annex("逾期留言", "due_messages", scope),
        Annex("差评", "negative_ratings", scope),
        Annex("上期督办单", "signed_orders", before_or_now(scope)),
    )
