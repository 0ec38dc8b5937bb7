"""Headers: which row holds them, which field each one is, and which mapping fits the table best."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from analytics.errors import N_, ExportRefused
from analytics.exports.recognising.likely_header import likely_header
from analytics.exports.recognising.mapping import (
    Columns,
    Mapping,
    Valid,
    all_mappings,
    column_of_place,
    common_headers,
)
from analytics.exports.recognising.totals import looks_like_totals, totals_table
from analytics.schema import KINDS

HEAD_ROWS = 50

# Only the characters that occur in known headers: a header is never translated, just compared.
_SIMPLIFIED = str.maketrans(
    "辦編號業務實項稱單構機區劃報時間請諾應結際類狀態來種開終啟動諮詢訴標題內詳覆復饋處見評價級滿認訪聯絡電話郵"
    "會碼屬體審階設項庫總證產進係數據網統長規權發佈單縣當獲轉補續經辭後",
    "办编号业务实项称单构机区划报时间请诺应结际类状态来种开终启动咨询诉标题内详复复馈处见评价级满认访联络电话邮"
    "会码属体审阶设项库总证产进系数据网统长规权发布单县当获转补续经辞后",
)
_BRACKETS = re.compile(r"[()\[\]{}<>《》【】〔〕「」]")
_BRACKETED = re.compile(r"[(\[{<《【〔「][^)\]}>》】〕」]*[)\]}>》】〕」]")
_NOISE = re.compile(r"[\s*_\u200b\ufeff]+")
_HEADER_UNITS = (
    (re.compile(r"工作日|working|business"), "working"),
    (re.compile(r"小时|hour"), "hour"),
    (re.compile(r"月|month"), "month"),
    (re.compile(r"自然日|日历日|天|日|days?"), "calendar"),
)

Row = Sequence[str]


@lru_cache(maxsize=20_000)
def normalised(text: str) -> str:
    """`text` as headers are compared: without spaces, width, case, bracket signs and traditional forms."""
    return _BRACKETS.sub("", _folded(text)).strip(":;,.：")


@lru_cache(maxsize=20_000)
def without_brackets(text: str) -> str:
    """`normalised`, with what stands in brackets left out as well: 承诺时限(工作日) is 承诺时限."""
    return normalised(_BRACKETED.sub("", _folded(text)))


def _folded(text: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).lower()).translate(_SIMPLIFIED)


def unit_in_header(text: str) -> str | None:
    """The unit of a limit that its header names in brackets, if it does."""
    for bracketed in _BRACKETED.findall(_folded(text)):
        for pattern, unit in _HEADER_UNITS:
            if pattern.search(bracketed):
                return unit
    return None


@dataclass(frozen=True)
class Recognised:
    """A table whose header is known: the row, the mapping, and the column of each field."""

    row: int  # index into the head
    mapping: Mapping
    platform: str
    header: list[str]
    columns: dict[str, int] = field(default_factory=dict)
    own: int = 0  # fields found under the mapping's own headers
    guessed: bool = False  # nothing tells the platform: neither a title nor the mapping nor a header of its own

    @property
    def kind(self) -> str:
        return self.mapping.kind

    @property
    def valid_column(self) -> int | None:
        """The column that marks records that no longer count, if there is one and the mapping takes it for nothing else."""
        column = _Columns(self.header).find(valid_marks(self.mapping).columns)
        return column if self.mapping.valid or column not in self.columns.values() else None

    def label(self, column: int) -> str:
        """A column's heading, or its place (#3) where it has none."""
        return self.header[column] or f"#{column + 1}"

    @property
    def unused(self) -> list[str]:
        """The headers that say nothing to anybody."""
        used = {*self.columns.values(), self.valid_column}
        return [self.label(index) for index in range(len(self.header)) if index not in used]

    @property
    def missing(self) -> list[str]:
        """Required fields that have neither a column nor a constant."""
        return missing_fields(self.kind, self.columns, self.mapping)


def label_of(header: Row, column: int) -> str:
    """How a mapping names a column: its heading, or its place (#3) where it has none or shares it with another."""
    text = header[column].strip()
    return text if text and [each.strip() for each in header].count(text) == 1 else f"#{column + 1}"


def valid_marks(mapping: Mapping) -> Valid:
    """How records that no longer count are marked: as the mapping says, else as every platform does."""
    return mapping.valid or common_headers().valid


def missing_fields(kind: str, columns: dict[str, int], mapping: Mapping | None = None) -> list[str]:
    """The required fields of `kind` without a column or a constant, and the first of those of which one is needed."""
    known = set(columns) | set(mapping.defaults if mapping else ())
    missing = [name for name in KINDS[kind].required if name not in known]
    one_of = KINDS[kind].one_of
    if one_of and not known & set(one_of):
        missing.append(one_of[0])
    return missing


class _Columns:
    """The columns of one header row, each given to a field at most once by guessing; `width` counts those without a heading too."""

    def __init__(self, header: Row, width: int = 0) -> None:
        self.width = max(width, len(header))
        self.exact, self.full, self.bare, self.keys = _by_heading(tuple(header))
        self.used: set[int] = set()

    def find(self, aliases: Sequence[str], shared: bool = False) -> int | None:
        """The first free column under one of `aliases`; with `shared`, a used one will do."""
        sought = _sought(tuple(aliases))
        if sought.no_places and sought.keys.isdisjoint(self.keys):  # nearly always: most rows are data
            return None
        for exact, full, place in sought.aliases:
            for known, key in ((self.exact, exact), (self.full, full), (self.bare, full)):
                free = [index for index in known.get(key, ()) if index not in self.used]
                if free:
                    return free[0]
                if shared and key in known:
                    return known[key][0]
            if place is not None and place < self.width and (shared or place not in self.used):
                return place
        return None


@lru_cache(maxsize=64)  # a row is compared with every mapping
def _by_heading(
    header: tuple[str, ...],
) -> tuple[dict[str, list[int]], dict[str, list[int]], dict[str, list[int]], frozenset[str]]:
    """The columns under each heading as written, normalised, and without its brackets; and all of these headings."""
    exact: dict[str, list[int]] = {}
    full: dict[str, list[int]] = {}
    bare: dict[str, list[int]] = {}
    for index, text in enumerate(header):
        if text.strip():
            exact.setdefault(text.strip(), []).append(index)
            full.setdefault(normalised(text), []).append(index)
            bare.setdefault(without_brackets(text), []).append(index)
    bare.pop("", None)
    return exact, full, bare, frozenset((*exact, *full, *bare))


@dataclass(frozen=True)
class _Sought:
    """Aliases of a field as they are compared: as written, normalised, and the column that each names by its place."""

    aliases: tuple[tuple[str, str, int | None], ...]
    keys: frozenset[str]
    no_places: bool


@lru_cache(maxsize=10_000)
def _sought(aliases: tuple[str, ...]) -> _Sought:
    compared = tuple((text.strip(), normalised(text), column_of_place(text.strip())) for text in aliases)
    return _Sought(
        compared,
        frozenset(key for exact, full, _ in compared for key in (exact, full)),
        all(place is None for _, _, place in compared),
    )


@lru_cache(maxsize=len(KINDS))
def _usual_keys(kind: str) -> frozenset[str]:
    return frozenset(key for aliases in common_headers().of(kind).values() for key in _sought(aliases).keys)


def assign(header: Row, mapping: Mapping | None, kind: str, width: int = 0) -> tuple[dict[str, int], int]:
    """The column of each field, the mapping's own headers first, and how many were found that way.

    A header `#3` is the third column, whatever its heading; the table has `width` columns, more perhaps than headings.
    A header that the mapping names is never taken by a guess, and a field that it names is not guessed
    (unless the mapping says `common_headers = true`).
    """
    columns = _Columns(header, width)
    found: dict[str, int] = {}
    named = dict(mapping.columns) if mapping else {}
    for name, aliases in named.items():
        index = columns.find(aliases, shared=not mapping.common_headers if mapping else False)
        if index is not None:
            found[name] = index
            columns.used.add(index)
    own = len(found)
    if columns.keys.isdisjoint(_usual_keys(kind)):
        return found, own
    usual: Columns = common_headers().of(kind)
    for name, aliases in usual.items():
        guess = name not in named or (mapping is not None and mapping.common_headers)
        if guess and name not in found and (index := columns.find(aliases)) is not None:
            found[name] = index
            columns.used.add(index)
    return found, own


def recognise_table(
    head: Sequence[Row], mapping: Mapping | None, hints: str, header_row: int | None = None
) -> Recognised | None:
    """The header among the first rows and the mapping that fits it best, or None.

    With `mapping` given, only that one is tried; with `header_row`, only that row. `hints` are texts that may name the platform (title rows, sheet and
    file name). A tie goes to the mapping with more of its own headers, then to the platform that a hint names.
    """
    candidates = [mapping] if mapping else all_mappings()
    width = max(map(len, head), default=0)
    if header_row is None and mapping and _only_places(mapping):
        header_row = likely_header(head)
    best: tuple[tuple[int, int, int, int], Recognised] | None = None
    for index, row in enumerate(head):
        if index != header_row if header_row is not None else index >= HEAD_ROWS:
            continue
        for candidate in candidates:
            columns, own = assign(row, candidate, candidate.kind, width)
            header = _trimmed(row)
            header += [""] * (max(columns.values(), default=-1) + 1 - len(header))
            found = Recognised(index, candidate, candidate.platform, header, columns, own)
            if found.missing:
                continue
            titles = hints + "\n" + "\n".join(text for title in head[:index] for text in title)
            score = (len(columns), own, _hinted(candidate.titles, titles), -index)
            if best is None or score > best[0]:
                best = score, found
    if best is None:
        return None
    found = best[1]
    titles = hints + "\n" + "\n".join(text for title in head[: found.row] for text in title)
    return _with_platform(found, titles, asked_for=mapping is not None)


def _only_places(mapping: Mapping) -> bool:
    """Does the mapping name every column by its place, so that any row could be its header?"""
    named = [text for texts in mapping.columns.values() for text in texts]
    return bool(named) and all(column_of_place(text.strip()) is not None for text in named)


def _with_platform(found: Recognised, titles: str, asked_for: bool) -> Recognised:
    """`found` with the platform that a title names where its mapping is for any platform, and whether that is a guess.

    A mapping of one platform tells it where somebody asked for it, where a title names it, or where one of its own headers
    is there: under nothing but usual headers it was only the first that fits.
    """
    if found.mapping.any_platform:
        hinted = max(all_mappings(), key=lambda candidate: _hinted(candidate.titles, titles))
        if _hinted(hinted.titles, titles):
            return replace(found, platform=hinted.platform)
        return replace(found, guessed=True)
    return replace(found, guessed=not (asked_for or found.own or _hinted(found.mapping.titles, titles)))


def _hinted(words: Sequence[str], titles: str) -> int:
    """How long the longest of `words` is that occurs in `titles`: 包头市一体化政务服务平台 beats 平台."""
    text = titles.lower()
    return max((len(word) for word in words if word.lower() in text), default=0)


def _trimmed(row: Row) -> list[str]:
    texts = [text.strip() for text in row]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def refusal(file: str, sheet: str, head: Sequence[Row], mapping: Mapping | None) -> ExportRefused:
    """Why nothing was recognised: what was looked for, and where a header could be added."""
    where = f"`{file}`" + (f", {sheet}" if sheet else "")
    if looks_like_totals(head):
        return totals_table(where, ", ".join(usual_headers("cases", "case_no")[:3]))
    candidates = [mapping] if mapping else all_mappings()
    best: tuple[int, Mapping, list[str]] | None = None
    width = max(map(len, head), default=0)
    for row in head[:HEAD_ROWS]:
        for candidate in candidates:
            columns, _ = assign(row, candidate, candidate.kind, width)
            missing = missing_fields(candidate.kind, columns, candidate)
            key = KINDS[candidate.kind].required[0] in columns
            if missing and (mapping or (len(columns) >= 2 and key)) and (best is None or len(columns) > best[0]):
                best = len(columns), candidate, missing
    if best is not None:
        _, candidate, missing = best
        looked_for = "; ".join(f"{name}: {', '.join(aliases_of(candidate, name))}" for name in missing)
        return ExportRefused(
            N_(
                "{where}: no column for {missing}. Looked for {looked_for}. Rename the column, or add its name to "
                "{mapping} under {missing}."
            ),
            where=where,
            missing=", ".join(missing),
            looked_for=looked_for,
            mapping=f"data/mappings/{candidate.name}.toml",
        )
    keys = "; ".join(
        f"{kind.name}: {', '.join(common_headers().of(kind.name)[name][0] for name in kind.required)}"
        for kind in KINDS.values()
    )
    return ExportRefused(
        N_(
            "{where}: none of the first {rows} rows is a header that any mapping knows. Looked for {keys}. Rename the "
            "columns, or write a mapping file that names them (`preview FILE --propose` begins one) and give it with --mapping."
        ),
        where=where,
        rows=HEAD_ROWS,
        keys=keys,
    )


def usual_headers(kind: str, name: str) -> tuple[str, ...]:
    """The headers under which a field usually stands."""
    return common_headers().of(kind)[name]


def aliases_of(mapping: Mapping, name: str) -> list[str]:
    """The headers under which `mapping` looks for a field."""
    aliases = list(mapping.columns.get(name, ()))
    if not aliases or mapping.common_headers:
        usual = common_headers().of(mapping.kind).get(name, ())
        aliases += [alias for alias in usual if alias not in aliases]
    return aliases or [name]
