"""The schema: kinds of exports, their columns, types, meanings and natural keys. Everything else asks here.

Reading and recognising take a column's form, building takes its type, checking takes the natural key, the documents take
the meaning. `Kind.fields` are what a mapping may name; `Kind.columns` are what the canonical Parquet holds. They differ
where one header gives several columns (a limit, its unit, what of it could not be read) or several give one (name, phone
and ID number give `applicant_key`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Form = Literal[
    "code",  # long digits, never masked, never a number
    "text",  # a name of a thing or place
    "plain",  # kept exactly as written: work contacts of officials
    "private",  # free text written by people: masked inside
    "time",
    "day",
    "limit",  # a number with a unit, in one text or in two columns
    "unit",
    "integer",
    "flag",
    "word",  # one of a few canonical words, or the raw text where nobody knows it
    "level",
    "name",
    "id_number",
    "phone",
]

Need = Literal["needed", "one_of", "useful", "optional"]

UNITS = ("working", "calendar", "month", "hour")

# What `[values.<field>]` of a mapping may turn codes into.
CANONICAL_VALUES: dict[str, tuple[str, ...]] = {
    "status": ("open", "closed", "paused", "withdrawn", "rejected", "void", "returned"),
    "case_kind": ("immediate", "promised", "other"),
    "channel": ("window", "computer", "mobile", "courier", "other"),
    "message_kind": ("question", "complaint", "suggestion", "help"),
    "level": ("1", "2", "3", "4", "5"),
    "status_code": tuple(str(code) for code in range(1, 16)),
    "statutory_unit": UNITS,
    "promised_unit": UNITS,
    "circulated": ("true", "false"),
    "is_default": ("true", "false"),
    "verified_as": ("true", "partly", "untrue", "mistaken", "malicious"),
    "responded_as": ("yes", "no"),
    "solved_as": ("solved", "partly", "unsolved"),
    "satisfied_as": ("satisfied", "basically", "dissatisfied"),
    "revisit_result": ("satisfied", "basically", "dissatisfied", "not_reached"),
}

# Names that domain.md and older mapping files use for the same fields.
OTHER_NAMES = {
    "statutory_days": "statutory_limit",
    "promised_days": "promised_limit",
    "statutory_days_unit": "statutory_unit",
    "promised_days_unit": "promised_unit",
}


@dataclass(frozen=True)
class Column:
    """One canonical column: its name in every kind that has it, how its texts are read, and what it means."""

    name: str
    form: Form
    meaning: str
    meaning_zh: str

    @property
    def type(self) -> str:
        """The DuckDB type in which it is kept."""
        return TYPES.get(self.form, "VARCHAR")


TYPES: dict[Form, str] = {
    "time": "TIMESTAMP",
    "day": "DATE",
    "limit": "DOUBLE",
    "integer": "INTEGER",
    "flag": "BOOLEAN",
    "level": "INTEGER",
}

_EVERY = (
    Column("case_no", "code", "number of the case on its platform", "办件编号"),
    Column("item_code", "code", "code of the service item, 18 to 33 characters", "事项编码"),
    Column("item_name", "text", "name of the service item", "事项名称"),
    Column("unit_name", "text", "unit that handles it, in any spelling", "承办单位（任意写法）"),
    Column("unit_code", "code", "unified social credit code of the unit", "统一社会信用代码"),
    Column("region_code", "code", "administrative division, 6 digits or more", "行政区划代码"),
    Column("region_name", "text", "name of the administrative division", "行政区划名称"),
    Column("applied_at", "time", "when it was applied for", "申请时间"),
    Column("received_at", "time", "when the documents were received", "收件时间"),
    Column("accepted_at", "time", "when it was accepted: the clock starts on the day after", "受理时间：次日起算"),
    Column("due_at", "time", "due date as the platform writes it", "平台所写的应办结时间"),
    Column("closed_at", "time", "when it was closed", "办结时间"),
    Column("statutory_limit", "limit", "statutory limit, a number in the unit beside it", "法定时限（数值）"),
    Column("statutory_unit", "unit", "working, calendar, month or hour", "法定时限的单位"),
    Column("promised_limit", "limit", "promised limit, a number in the unit beside it", "承诺时限（数值）"),
    Column("promised_unit", "unit", "working, calendar, month or hour", "承诺时限的单位"),
    Column("extension_days", "integer", "days added to the limit (延长审批)", "延长审批的天数"),
    Column(
        "statutory_unread", "private", "what stands as statutory limit and cannot be read", "无法识别的法定时限原文"
    ),
    Column("promised_unread", "private", "what stands as promised limit and cannot be read", "无法识别的承诺时限原文"),
    Column("extension_unread", "private", "what stands as extension and cannot be read", "无法识别的延长天数原文"),
    Column("case_kind", "word", "immediate, promised or other (GB/T 39046 A.6)", "办件类型"),
    Column("status", "word", "open, closed, paused, withdrawn, rejected, void, returned; or the raw word", "办件状态"),
    Column("result", "private", "how it was closed", "办结结果"),
    Column("channel", "word", "window, computer, mobile, courier, other (GB/T 39046 A.5)", "申报来源"),
    Column("circulated", "flag", "circulated by the autonomous region", "被自治区通报"),
    Column("applicant", "name", "applicant, masked", "申请人（脱敏）"),
    Column(
        "applicant_id",
        "id_number",
        "ID number of the applicant: only enters applicant_key",
        "申请人证件号码：只用于生成标识",
    ),
    Column(
        "applicant_phone", "phone", "phone of the applicant: only enters applicant_key", "申请人电话：只用于生成标识"
    ),
    Column("pause_kind", "text", "kind of the special procedure", "特别程序种类"),
    Column("pause_start", "time", "start of the pause", "特别程序开始时间"),
    Column("pause_end", "time", "end of the pause; empty while it runs", "特别程序结束时间；未结束为空"),
    Column("pause_reason", "private", "why it was paused", "启动理由"),
    Column("approver", "name", "who approved the pause, masked", "批准人（脱敏）"),
    Column("status_code", "word", "status event of the construction platform, 1 to 15", "办件状态码（1—15）"),
    Column("status_at", "time", "when the status event happened", "状态发生时间"),
    Column("stage", "text", "stage of the construction approval", "审批阶段"),
    Column("project_code", "code", "code of the construction project", "项目代码"),
    Column("message_no", "code", "number of the message on its platform", "留言编号"),
    Column("message_kind", "word", "question, complaint, suggestion or help", "留言类型"),
    Column("title", "private", "subject of the message", "留言主题"),
    Column("content", "private", "text of the message", "留言内容"),
    Column("asked_at", "time", "when it was asked", "留言时间"),
    Column(
        "answered_at",
        "time",
        "when it was answered; of several answers the earliest counts",
        "答复时间；多次答复以最早为准",
    ),
    Column("answer", "private", "text of the answer", "答复内容"),
    Column("responded_as", "word", "yes or no: whether the message was responded to", "是否响应：是、否"),
    Column(
        "solved_as",
        "word",
        "solved, partly or unsolved: whether what it asks for was solved",
        "是否解决：已解决、部分解决、未解决",
    ),
    Column(
        "satisfied_as",
        "word",
        "satisfied, basically or dissatisfied: what whoever asked says of it",
        "留言人满意度：满意、基本满意、不满意",
    ),
    Column("rated_at", "time", "when it was rated", "评价时间"),
    Column(
        "level",
        "level",
        "1 very satisfied to 5 very dissatisfied (GB/T 39046 A.8)",
        "评价等级：1 非常满意 … 5 非常不满意",
    ),
    Column("rating_channel", "text", "where it was rated", "评价渠道"),
    Column("comment", "private", "what the rater wrote", "文字评价"),
    Column("is_default", "flag", "filled in by the platform, not given by anybody", "平台默认评价"),
    Column("rectified_at", "time", "when a negative rating was rectified", "整改时间"),
    Column("revisited_at", "time", "when the rater was asked again", "回访时间"),
    Column("verified_at", "time", "when it was verified what a negative rating says", "差评核实时间"),
    Column(
        "verified_as",
        "word",
        "true, partly true, untrue, mistaken or malicious: what verifying a negative rating found",
        "差评核实结果：属实、部分属实、不属实、误评、恶意评价",
    ),
    Column(
        "revisit_result",
        "word",
        "satisfied, basically satisfied, dissatisfied or not reached: what the rater said when asked again",
        "回访结果：满意、基本满意、不满意、未联系上",
    ),
    Column("item_type", "text", "type of the service item", "事项类型"),
    Column("effective_on", "day", "day from which this version of the item list is in force", "版本日期"),
    Column("contact_name", "plain", "whom to urge, in clear", "联络人（不脱敏）"),
    Column("phone", "plain", "office phone of the contact, in clear", "联络人电话（不脱敏）"),
    Column("mail", "plain", "mail address of the contact", "联络人邮箱"),
    Column("wecom", "plain", "WeCom account of the contact", "联络人企业微信"),
    Column(
        "due_utc",
        "time",
        "the due time in UTC, where the export gives its offset",
        "应办结时间（UTC），导出带时区时才有",
    ),
    Column("closed_utc", "time", "the closing in UTC, likewise", "办结时间（UTC）"),
    Column("answered_utc", "time", "the answer in UTC, likewise", "答复时间（UTC）"),
    Column(
        "applicant_key", "text", "the same for the same applicant within one warehouse", "同一申请人的标识（仅限本库）"
    ),
)
COLUMNS: dict[str, Column] = {column.name: column for column in _EVERY}
"""Every column by its name: two kinds that name the same column mean the same."""

UNREAD = {
    "statutory_unread": "statutory_limit",
    "promised_unread": "promised_limit",
    "extension_unread": "extension_days",
}
"""Beside each limit of a kind, the column that keeps what could not be read: the limit is lost, the row is not."""


def unit_of(limit: str) -> str:
    """The field that holds the unit of a limit: statutory_limit has statutory_unit."""
    return limit.removesuffix("_limit") + "_unit"


PLACE_IN_FILE = {"sheet": "VARCHAR", "line": "BIGINT"}
"""Beside the columns of its kind, every kept row says where in its file it stood."""


@dataclass(frozen=True)
class Kind:
    """One kind of export.

    `key` is what makes two rows the same thing, told anew (domain.md 3 and 4). `happened` are the times at which
    something happened, which date the import; due dates and versions of lists are none.
    """

    name: str
    names: tuple[str, ...]
    required: tuple[str, ...]  # columns that the export must have
    filled: tuple[str, ...]  # fields that every row must fill
    key: tuple[str, ...]
    happened: tuple[str, ...] = ()
    instants: tuple[str, ...] = ()  # times also kept in UTC, where the export gives their offset
    unkept: tuple[str, ...] = ("applicant_id", "applicant_phone")
    one_of: tuple[str, ...] = ()  # of these the export must have one
    useful: tuple[str, ...] = ()  # what figures rest on, beside what is needed

    def need(self, name: str) -> Need:
        """How much an export wants a column."""
        if name in self.required:
            return "needed"
        if name in self.one_of:
            return "one_of"
        return "useful" if name in self.useful else "optional"

    @property
    def fields(self) -> dict[str, Form]:
        """What a mapping may name, with the form in which its texts are read."""
        return {name: COLUMNS[name].form for name in self.names}

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """The canonical columns that are kept, with their DuckDB types."""
        kept = [name for name in self.names if name not in self.unkept]
        kept += [unread for unread, limit in UNREAD.items() if limit in self.names]
        if "applicant" in self.names:
            kept.append("applicant_key")
        kept += [utc_name(time) for time in self.instants]
        return tuple((name, COLUMNS[name].type) for name in kept)


def utc_name(time: str) -> str:
    """The column that keeps a time in UTC: due_at, due_utc."""
    return f"{time.removesuffix('_at')}_utc"


_ITEM = ("item_code", "item_name")
_PLACE = ("unit_name", "unit_code", "region_code", "region_name")
_SAID_PLACE = ("unit_name", "region_name")
_LIMITS = ("statutory_limit", "statutory_unit", "promised_limit", "promised_unit")
_PAUSE = ("pause_kind", "pause_start", "pause_end", "pause_reason", "approver")
_APPLICANT = ("applicant", "applicant_id", "applicant_phone")

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "cases",
            (
                "case_no",
                *_ITEM,
                *_PLACE,
                "applied_at",
                "received_at",
                "accepted_at",
                "due_at",
                "closed_at",
                *_LIMITS,
                "extension_days",
                "case_kind",
                "status",
                "result",
                "channel",
                "circulated",
                *_APPLICANT,
                *_PAUSE,
            ),
            required=("case_no", "accepted_at"),
            filled=("case_no",),
            key=("platform", "case_no"),
            happened=("applied_at", "received_at", "accepted_at", "closed_at", "pause_start", "pause_end"),
            instants=("due_at", "closed_at"),
            useful=(
                *_ITEM,
                *_SAID_PLACE,
                "due_at",
                "closed_at",
                "statutory_limit",
                "promised_limit",
                "case_kind",
                "status",
                "pause_start",
                "pause_end",
            ),
        ),
        Kind(
            "events",
            ("case_no", *_ITEM, *_PLACE, "status_code", "status_at", *_LIMITS, "stage", "project_code"),
            required=("case_no", "status_code", "status_at"),
            filled=("case_no", "status_code", "status_at"),
            key=("platform", "case_no", "status_code", "status_at"),
            happened=("status_at",),
            useful=(*_ITEM, *_SAID_PLACE, "statutory_limit", "promised_limit", "stage"),
        ),
        Kind(
            "pauses",
            ("case_no", *_PAUSE),
            required=("case_no", "pause_start"),
            filled=("case_no", "pause_start"),
            key=("platform", "case_no", "pause_start"),
            happened=("pause_start", "pause_end"),
            useful=("pause_kind", "pause_end"),
        ),
        Kind(
            "messages",
            (
                "message_no",
                "message_kind",
                "title",
                "content",
                "asked_at",
                *_PLACE,
                "answered_at",
                "answer",
                "responded_as",
                "solved_as",
                "satisfied_as",
                "due_at",
                "circulated",
                *_APPLICANT,
            ),
            required=("message_no", "asked_at"),
            filled=("message_no", "asked_at"),
            key=("platform", "message_no"),
            happened=("asked_at", "answered_at"),
            instants=("due_at", "answered_at"),
            useful=("message_kind", *_SAID_PLACE, "answered_at", "answer"),
        ),
        Kind(
            "ratings",
            (
                "case_no",
                "rated_at",
                "level",
                "rating_channel",
                "comment",
                "is_default",
                "verified_at",
                "verified_as",
                "rectified_at",
                "revisited_at",
                "revisit_result",
                *_PLACE,
                *_APPLICANT,
            ),
            required=("level",),
            filled=("level",),
            key=("platform", "case_no", "rated_at"),
            happened=("rated_at", "verified_at", "rectified_at", "revisited_at"),
            unkept=_APPLICANT,
            one_of=("case_no", *_PLACE),
            useful=("rated_at", "is_default", "rectified_at", "revisited_at"),
        ),
        Kind(
            "items",
            (*_ITEM, *_PLACE, "item_type", *_LIMITS, "effective_on"),
            required=("item_code",),
            filled=("item_code",),
            key=("platform", "owner", "item_key", "valid_from"),
            useful=("item_name", *_SAID_PLACE, "statutory_limit", "promised_limit", "effective_on"),
        ),
        Kind(
            "contacts",
            ("unit_name", "region_code", "region_name", "contact_name", "phone", "mail", "wecom"),
            required=("unit_name", "contact_name"),
            filled=("unit_name",),
            key=("unit_name", "area", "contact_name"),
            useful=("region_name", "phone"),
        ),
    )
}
