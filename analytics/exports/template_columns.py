"""What an export of a kind may hold, for people: each column's header, whether it is needed, how it may be written.

All of it comes from the schema, from the usual headers and words (data/mappings/common.toml), and from examples here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analytics.errors import N_
from analytics.exports.recognising.mapping import all_mappings, common_headers
from analytics.languages import translated
from analytics.schema import COLUMNS, KINDS, Form, Need

NEEDS: dict[Need, str] = {
    "needed": N_("needed"),
    "one_of": N_("needed: one of these"),
    "useful": N_("useful"),
    "optional": N_("optional"),
}
"""How much a column is wanted, the most wanted first."""

WRITTEN: dict[Form, str] = {
    "time": N_("A day with its time, or the day alone: {samples}"),
    "day": N_("A day: {samples}"),
    "limit": N_(
        "A number with its unit; a number alone is working days, unless the next column says otherwise: {samples}"
    ),
    "integer": N_("A number of days: {samples}"),
    "code": N_("As the platform writes it. Format the column as text, or the spreadsheet cuts long numbers"),
    "text": N_("As the platform writes it, in any usual spelling"),
    "plain": N_("In clear: it is not masked, it is there to be called"),
    "private": N_("Free text; persons in it are masked on import"),
    "name": N_("A name; it is masked on import"),
    "id_number": N_("Only tells that applicants are the same; it is not kept"),
    "phone": N_("Only tells that applicants are the same; it is not kept"),
    "word": N_("One of: {samples}"),
    "level": N_("One of: {samples}"),
    "flag": N_("One of: {samples}"),
    "unit": N_("One of: {samples}"),
}
"""How the texts of each form may be written."""

_OF_WORDS: tuple[Form, ...] = ("word", "level", "flag", "unit")

SAMPLES: dict[Form, dict[str, tuple[str, ...]]] = {
    "time": {
        "en": ("2026-03-02 10:12", "2026/3/2 10:12:30", "2 Mar 2026", "20260302101200"),
        "zh": ("2026-03-02 10:12", "2026/3/2 10:12:30", "2026年3月2日", "20260302101200"),
    },
    "day": {
        "en": ("2026-03-02", "2026/3/2", "2 Mar 2026", "20260302"),
        "zh": ("2026-03-02", "2026/3/2", "2026年3月2日", "20260302"),
    },
    "limit": {
        "en": ("5", "5 working days", "30 days", "1 month", "8 hours", "immediate"),
        "zh": ("5", "5个工作日", "30个自然日", "1个月", "8小时", "即办"),
    },
    "integer": {"en": ("3",), "zh": ("3",)},
}
"""Ways to write that every import reads; a test imports each of them."""

_EXAMPLES: dict[str, tuple[str, str]] = {
    "case_no": ("EXAMPLE-0001", "示例-0001"),
    "item_code": ("150200-EXAMPLE-001", "150200-SL-001"),
    "item_name": ("Permit for an example", "示例事项许可"),
    "unit_name": ("Example Bureau", "示例局"),
    "unit_code": ("EXAMPLE00000000001", "SL0000000000000001"),
    "region_code": ("150202", "150202"),
    "region_name": ("Donghe", "东河区"),
    "applied_at": ("2026-03-02 09:00", "2026-03-02 09:00"),
    "received_at": ("2026-03-02 09:10", "2026-03-02 09:10"),
    "accepted_at": ("2026-03-02 10:12", "2026-03-02 10:12"),
    "due_at": ("2026-03-09", "2026-03-09"),
    "closed_at": ("2026-03-06 16:40", "2026-03-06 16:40"),
    "statutory_limit": ("20", "20"),
    "statutory_unit": ("working", "working"),
    "promised_limit": ("5", "5"),
    "promised_unit": ("working", "working"),
    "extension_days": ("0", "0"),
    "case_kind": ("promised", "promised"),
    "status": ("closed", "closed"),
    "result": ("permit issued", "出证办结"),
    "channel": ("window", "window"),
    "circulated": ("false", "false"),
    "applicant": ("Example Ltd", "示例有限公司"),
    "pause_kind": ("expert review", "专家评审"),
    "pause_start": ("2026-03-03 09:00", "2026-03-03 09:00"),
    "pause_end": ("2026-03-04 17:00", "2026-03-04 17:00"),
    "pause_reason": ("experts are asked", "需要专家评审"),
    "status_code": ("3", "3"),
    "status_at": ("2026-03-02 10:12", "2026-03-02 10:12"),
    "stage": ("construction permit", "施工许可"),
    "project_code": ("2026-EXAMPLE-01", "2026-SL-01"),
    "message_no": ("EXAMPLE-0001", "示例-0001"),
    "message_kind": ("question", "question"),
    "title": ("Opening hours", "办公时间"),
    "content": ("When is the hall open?", "大厅几点开门？"),
    "asked_at": ("2026-03-02 09:00", "2026-03-02 09:00"),
    "answered_at": ("2026-03-03 15:00", "2026-03-03 15:00"),
    "answer": ("From nine to five.", "上午九点至下午五点。"),
    "responded_as": ("yes", "yes"),
    "solved_as": ("solved", "solved"),
    "satisfied_as": ("satisfied", "satisfied"),
    "rated_at": ("2026-03-06 17:00", "2026-03-06 17:00"),
    "level": ("2", "2"),
    "rating_channel": ("mobile", "手机端"),
    "comment": ("quick", "办得快"),
    "is_default": ("false", "false"),
    "item_type": ("permit", "行政许可"),
    "effective_on": ("2026-01-01", "2026-01-01"),
    "contact_name": ("Example Officer", "示例联络员"),
    "phone": ("0472-0000000", "0472-0000000"),
    "mail": ("office@example.org", "office@example.org"),
    "wecom": ("example", "shili"),
}
"""One invented row, English and Chinese; of a word its canonical value. Whoever it names has no cell: an empty one is allowed."""


@dataclass(frozen=True)
class TemplateColumn:
    """One column of an export, in words of one language."""

    field: str
    form: Form
    need: Need
    header: str
    meaning: str
    written: str
    also: tuple[str, ...]  # the other headers under which it is known
    words: tuple[str, ...]  # what its cells may say, where they are words
    example: str


def template_columns(kind: str, language: str) -> list[TemplateColumn]:
    """The columns of a kind, the needed ones first."""
    order = list(NEEDS)
    names = sorted(KINDS[kind].fields, key=lambda name: order.index(KINDS[kind].need(name)))  # else as in the schema
    return [_column(kind, name, language) for name in names]


def usual_word(name: str, canonical: str, language: str) -> str:
    """A canonical value of a field as an export would write it: Chinese characters, or Latin letters."""
    texts = common_headers().words(name)[canonical]
    if language == "zh":
        fitting = [text for text in texts if not text.isascii()]
    else:
        fitting = [text for text in texts if text.isascii() and text.isalpha() and len(text) > 1]
        fitting += [text for text in texts if text.isascii() and len(text) > 1]
        if canonical in fitting and canonical not in ("true", "false"):  # a spreadsheet makes truths of these
            return canonical
    return (*fitting, *texts)[0]


def _column(kind: str, name: str, language: str) -> TemplateColumn:
    column = COLUMNS[name]
    header = _header(kind, name, language)
    words = _words(name, language)
    samples = SAMPLES.get(column.form, {}).get(language) or words
    said = WRITTEN[column.form] if samples or column.form not in _OF_WORDS else WRITTEN["text"]
    example = dict(zip(("en", "zh"), _EXAMPLES.get(name, ("", "")), strict=True))[language]
    return TemplateColumn(
        field=name,
        form=column.form,
        need=KINDS[kind].need(name),
        header=header,
        meaning=column.meaning_zh if language == "zh" else column.meaning,
        written=translated(language)(said).format(samples=_listed(samples, language)),
        also=tuple(alias for alias in common_headers().of(kind)[name] if alias != header),
        words=words,
        example=usual_word(name, example, language) if words and example else example,
    )


def _header(kind: str, name: str, language: str) -> str:
    """The header in a language, by which nobody takes the table for one platform's own."""
    if language != "zh":
        return name.replace("_", " ").capitalize()  # headers are compared without case and underscores
    usual = [alias for alias in common_headers().of(kind)[name] if not alias.isascii()]
    own = {text for mapping in all_mappings() for texts in mapping.columns.values() for text in texts}
    return next((alias for alias in usual if alias not in own), usual[0])


def _words(name: str, language: str) -> tuple[str, ...]:
    return tuple(usual_word(name, canonical, language) for canonical in common_headers().words(name))


def _listed(samples: Iterable[str], language: str) -> str:
    return ("；" if language == "zh" else "; ").join(samples)
