"""Numbers as a document tells them: each with its figure, scope and snapshot, so that it can be computed again.

A document keeps them as a part of its own (XML), beside the text that shows them; `numbers_of` reads them back from a
DOCX or PPTX, whatever program has saved it since.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from lxml import etree

from analytics.errors import N_, CasewatchError
from analytics.figures.scope import BEGINNING, END, Scope
from analytics.snapshot.opened import Snapshot

NAMESPACE = "urn:casewatch:numbers"
PART = "/customXml/casewatch.xml"
"""The part of a document in which its numbers stand."""
Form = Literal["count", "share", "days", "points", "more", "gain"]
"""A count; a share, as percent with two decimals; working days; a change of a share in words, of a count in words, and of a
share as a bare number of percentage points for a column that says so."""
NOTHING = "—"
_MOST = 20_000_000


class NoNumbers(CasewatchError):
    """A file carries no numbers of ours, or is no document at all."""


@dataclass(frozen=True)
class Number:
    """One number: the row (`where`) and column of a figure, cut `by` groupings, for a scope; and how it was shown.

    Without a column it is how many rows there are. With `less` it is the difference to the same of another scope.
    """

    name: str
    figure: str
    column: str | None
    scope: Scope
    form: Form
    value: float | None
    by: tuple[str, ...] = ()
    where: tuple[tuple[str, str | None], ...] = ()
    less: Scope | None = None

    @property
    def text(self) -> str:
        """The number as the document shows it."""
        return shown(self.value, self.form)


def shown(value: float | None, form: Form) -> str:
    """A number in words: 12, 5.49%, 3.5, 上升0.32个百分点; a dash where there is none."""
    if value is None:
        return NOTHING
    if form == "share":
        return f"{value:.2%}"
    if form == "points":
        points = round(abs(value) * 100, 2)
        return "持平" if points == 0 else f"{'上升' if value > 0 else '下降'}{points:.2f}个百分点"
    if form == "gain":
        points = round(value * 100, 2)
        return "0.00" if points == 0 else f"{'+' if points > 0 else '−'}{abs(points):.2f}"
    if form == "more":
        return "持平" if value == 0 else f"{'增加' if value > 0 else '减少'}{abs(value):g}"
    return f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"


class Teller:
    """Reads figures of a snapshot, each once, and remembers every number that was told, in its order."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.numbers: list[Number] = []
        self._read: dict[tuple[str, str], list[dict[str, Any]]] = {}

    def records(self, figure: str, scope: Scope, by: Sequence[str] = ()) -> list[dict[str, Any]]:
        """The rows of a figure for a scope."""
        key = (figure, self.snapshot.sql(figure, scope, by))  # scopes that differ may ask the same
        if key not in self._read:
            self._read[key] = [dict(row) for row in self.snapshot.records(figure, scope, by)]
        return self._read[key]

    def tell(
        self,
        figure: str,
        column: str | None,
        scope: Scope,
        form: Form = "count",
        by: Sequence[str] = (),
        where: Mapping[str, object] | None = None,
        less: Scope | None = None,
    ) -> Number:
        """A number of a figure, remembered. None where the row is not there, or holds nothing."""
        asked = Number(f"n{len(self.numbers) + 1}", figure, column, scope, form, None, tuple(by), _texts(where), less)
        told = Number(**{**asked.__dict__, "value": self.value(asked)})
        self.numbers.append(told)
        return told

    def value(self, asked: Number) -> float | None:
        """What a number is by this snapshot."""
        here = self._value(asked, asked.scope)
        if asked.less is None or here is None:
            return here
        before = self._value(asked, asked.less)
        return None if before is None else here - before

    def _value(self, asked: Number, scope: Scope) -> float | None:
        rows = self.records(asked.figure, scope, asked.by)
        if asked.column is None:
            return len(rows)
        column = asked.column
        found = [row[column] for row in rows if all(_text(row[name]) == wanted for name, wanted in asked.where)]
        if not found and asked.form == "count" and asked.by:
            return 0  # a group without rows counts none
        return None if not found or found[0] is None else _plain(found[0])


def _plain(value: Any) -> float:
    return int(value) if float(value) == int(value) else float(value)


def _texts(where: Mapping[str, object] | None) -> tuple[tuple[str, str | None], ...]:
    return tuple((name, _text(value)) for name, value in (where or {}).items())


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def as_part(numbers: Sequence[Number], about: Mapping[str, str]) -> bytes:
    """The numbers of a document as XML, with what is said about all of them (snapshot, kind, …)."""
    root = etree.Element(f"{{{NAMESPACE}}}numbers", nsmap={None: NAMESPACE}, attrib=dict(about))
    scopes = [*dict.fromkeys(scope for one in numbers for scope in (one.scope, one.less) if scope is not None)]
    for place, scope in enumerate(scopes):
        held = etree.SubElement(root, f"{{{NAMESPACE}}}scope", id=str(place))
        held.text = json.dumps(_told_scope(scope), ensure_ascii=False, sort_keys=True)
    for one in numbers:
        attributes = {"name": one.name, "figure": one.figure, "scope": str(scopes.index(one.scope)), "form": one.form}
        attributes |= {"column": one.column} if one.column is not None else {}
        attributes |= {"by": ",".join(one.by)} if one.by else {}
        attributes |= {"where": json.dumps(dict(one.where), ensure_ascii=False)} if one.where else {}
        attributes |= {"less": str(scopes.index(one.less))} if one.less is not None else {}
        attributes |= {"value": repr(one.value)} if one.value is not None else {}
        etree.SubElement(root, f"{{{NAMESPACE}}}number", attrib=attributes).text = one.text
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def numbers_of(content: bytes, name: str) -> tuple[dict[str, str], list[Number]]:
    """What a document says about its numbers, and the numbers. Raises `NoNumbers`; `name` is the file's, for the sentence."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [
                archive.read(entry)
                for entry in archive.infolist()
                if entry.filename.startswith("customXml/")
                and entry.filename.endswith(".xml")
                and entry.file_size <= _MOST
            ]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise NoNumbers(N_("{file} is no document: it cannot be opened ({error})."), file=name, error=error) from error
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for part in parts:
        try:
            root = etree.fromstring(part, parser)
            if root.tag == f"{{{NAMESPACE}}}numbers":
                return {str(key): str(value) for key, value in root.attrib.items()}, _numbers(root)
        except (etree.XMLSyntaxError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
            raise NoNumbers(
                N_("{file} carries numbers of ours that cannot be read ({error}). Take the file as it was issued."),
                file=name,
                error=error,
            ) from error
    raise NoNumbers(
        N_("{file} carries no numbers of Casewatch: it was not made here, or saved without them."), file=name
    )


def _numbers(root: Any) -> list[Number]:
    scopes = {
        held.attrib["id"]: _read_scope(json.loads(held.text or "")) for held in root.iter(f"{{{NAMESPACE}}}scope")
    }
    return [
        Number(
            name=held.attrib["name"],
            figure=held.attrib["figure"],
            column=held.attrib.get("column"),
            scope=scopes[held.attrib["scope"]],
            form=held.attrib["form"],
            value=float(held.attrib["value"]) if "value" in held.attrib else None,
            by=tuple(filter(None, held.attrib.get("by", "").split(","))),
            where=tuple(json.loads(held.attrib.get("where", "{}")).items()),
            less=scopes[held.attrib["less"]] if "less" in held.attrib else None,
        )
        for held in root.iter(f"{{{NAMESPACE}}}number")
    ]


def _told_scope(scope: Scope) -> dict[str, Any]:
    told: dict[str, Any] = {"as_of": scope.as_of.isoformat()}
    told |= {"from": scope.period_start.isoformat()} if scope.period_start != BEGINNING else {}
    told |= {"to": scope.period_end.isoformat()} if scope.period_end != END else {}
    return told | {name: list(values) for name in _CHOSEN if (values := getattr(scope, name))}


_CHOSEN = ("areas", "units", "items", "platforms", "kinds")


def _read_scope(told: dict[str, Any]) -> Scope:
    chosen: dict[str, Any] = {name: tuple(told[name]) for name in _CHOSEN if name in told}
    return Scope(
        as_of=date.fromisoformat(told["as_of"]),
        period_start=date.fromisoformat(told["from"]) if "from" in told else BEGINNING,
        period_end=date.fromisoformat(told["to"]) if "to" in told else END,
        **chosen,
    )
