"""The tables of the register. A row is written once and never changed: what a thing is now is a view over what was done.

Who did something and when stands once, in `acts`; every other row names its act. Times are texts with their zone, as in
2026-11-26T09:30:00+08:00: their first ten characters are the day where it was done, in either database.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()


def _table(name: str, *parts: Column | UniqueConstraint | Index) -> Table:
    """A table whose rows are numbered without gaps and name the act that wrote them."""
    return Table(
        name,
        METADATA,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("act_id", ForeignKey("acts.id"), nullable=False),
        *parts,
    )


def _of(table: str, nullable: bool = False) -> Column:
    """A column that names a row of another table: `order_id` of orders."""
    return Column(f"{table.removesuffix('s')}_id", ForeignKey(f"{table}.id"), nullable=nullable, index=True)


def _text(name: str, nullable: bool = True) -> Column:
    return Column(name, Text, nullable=nullable)


schema_version = Table(
    "schema_version", METADATA, Column("step", Integer, primary_key=True, autoincrement=False), _text("at", False)
)
"""The steps that this register has taken, each with its time."""

acts = Table(
    "acts",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _text("at", False),
    _text("who", False),
    Column("token", Text, nullable=False, unique=True),
)
"""Somebody, at a time, in one transaction. The token is drawn by chance: the last act names the state of the register,
also where a backup was restored since."""

verdicts = _table("verdicts", _text("finding", False), _text("state", False), _text("note", False))
"""What somebody found out about rows of a finding."""

verdict_rows = _table(
    "verdict_rows", _of("verdicts"), _text("row_key", False), UniqueConstraint("verdict_id", "row_key")
)

taken_over = _table("taken_over", Column("source", Text, nullable=False, unique=True))
"""Files of earlier versions whose entries have moved in, each with its fingerprint: once."""

notes = _table(
    "notes",
    _text("kind", False),
    _text("subject"),
    _text("platform"),
    _text("number"),
    _text("unit_name"),
    _text("area"),
    _text("figure"),
    Column("day", Date),
    _text("text", False),
)
"""What somebody wrote at a case, a message, a unit or a figure's day; `kind` says what it was: a note, urged by phone."""

decisions = _table(
    "decisions",
    Column("meeting_on", Date, nullable=False),
    _text("text", False),
    _text("unit_name"),
    _text("area"),
    _text("owner"),
    Column("due_on", Date),
    Column("replaces_id", ForeignKey("decisions.id")),
    _text("state", False),
)
"""What a meeting decided; a change of it is a row whose `replaces_id` names the first row of the decision."""

meetings = _table(
    "meetings",
    Column("week", Text, nullable=False, unique=True),
    Column("as_of", Date, nullable=False),
    Column("known_on", Date),
    _text("snapshot", False),
    _text("sha256", False),
)
"""A weekly meeting that was closed, once a week: what it saw lies in the warehouse, in a folder with a list of its files
whose fingerprint this is."""

orders = _table(
    "orders",
    _text("unit_name", False),
    _text("area"),
    _text("subject", False),
    Column("as_of", Date, nullable=False),
    _text("snapshot", False),
    _text("light_preset", False),
    _text("calendar", False),
    Column("after_days", Integer, nullable=False),
    Column("follows_id", ForeignKey("orders.id")),
)
"""An order as it was drafted: one unit, one subject (cases, messages); `follows_id` names the order that it urges anew."""

decision_orders = _table(
    "decision_orders", _of("decisions"), _of("orders"), UniqueConstraint("decision_id", "order_id")
)
"""The drafts and orders that a decision of a meeting became; the decision is named by its first row."""

order_lines = _table(
    "order_lines",
    _of("orders"),
    Column("position", Integer, nullable=False),
    _text("platform", False),
    _text("number", False),
    Column("due_on", Date, nullable=False),
    _text("title"),
    Column("began_on", Date, nullable=False),
    Column("overdue_days", Integer, nullable=False),
    _text("stage"),
    UniqueConstraint("order_id", "position"),
    UniqueConstraint("order_id", "platform", "number"),
)
"""The cases or messages of an order as they stood when it was drafted: what was printed stays as it was printed."""

order_signings = _table(
    "order_signings",
    Column("order_id", ForeignKey("orders.id"), nullable=False, unique=True),
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    _text("prefix", False),
    _text("bureau", False),
    _text("signed_by", False),
    Column("signed_on", Date, nullable=False),
    Column("receive_by", Date, nullable=False),
    Column("answer_by", Date, nullable=False),
    _text("contact_name"),
    _text("phone"),
    _text("copy_to"),
    _text("reason", False),
    _text("required", False),
    _text("words", False),
    UniqueConstraint("year", "number"),
)
"""The signature under a draft: its number, its limits, and the words, the unit's contact and phone as they were then."""

order_events = _table(
    "order_events",
    _of("orders"),
    _text("event", False),
    Column("line_id", ForeignKey("order_lines.id"), index=True),
    _text("text"),
    Column("answer_by", Date),
    Column("other_id", ForeignKey("orders.id")),
)
"""What happened to an order: struck, worded, dropped; sent, received, attempted, answered, returned, extended, accepted,
withdrawn, superseded. A line is named where it is about one, a day where it sets a new limit."""

order_answers = _table(
    "order_answers",
    _of("orders"),
    Column("line_id", ForeignKey("order_lines.id"), index=True),
    _text("cause", False),
    _text("measure", False),
    Column("expected_on", Date, nullable=False),
    _text("answered_by", False),
    _text("source", False),
)
"""What a unit answered, to the whole order or to one line: by a form, or by a returned workbook that `source` names."""

order_documents = _table(
    "order_documents",
    _of("orders"),
    _text("name", False),
    _text("sha256", False),
    Column("size", Integer, nullable=False),
    UniqueConstraint("order_id", "name", "sha256"),
)
"""The fingerprints of what was printed: printing the same again gives the same bytes."""

digests = _table(
    "digests",
    _text("recipient", False),
    _text("channel", False),
    Column("day", Date, nullable=False),
    Column("part", Integer, nullable=False),
    _text("unit_name"),
    _text("area"),
    _text("address"),
    _text("body", False),
    _text("not_before"),
    UniqueConstraint("recipient", "channel", "day", "part"),
)
"""One message to one recipient on one day, with all that it urges: a row before it is sent."""

reminders = _table(
    "reminders",
    _text("subject", False),
    _text("platform", False),
    _text("number", False),
    Column("due_day", Date, nullable=False),
    _text("step", False),
    _text("recipient", False),
    Column("digest_id", ForeignKey("digests.id"), index=True),
    _text("unit_name"),
    _text("area"),
    _text("item_name"),
    UniqueConstraint("subject", "platform", "number", "due_day", "step", "recipient"),
)
"""A step of the ladder that fired for a case, message or rating and a recipient: once, however often it is computed."""

outbox_events = _table(
    "outbox_events",
    _of("digests"),
    Column("attempt", Integer, nullable=False),
    _text("event", False),
    _text("detail"),
    UniqueConstraint("digest_id", "attempt", "event"),
)
"""What became of a message: claimed, sent, failed, unknown, cancelled, held. A second claim of an attempt is refused by
the key."""

switches = _table(
    "switches", _text("name", False), Column("is_on", Boolean, nullable=False), _text("host"), _text("note")
)
"""What a person switched on or off, such as sending; the last row of a name is in force."""

order_letters = _table(
    "order_letters", _of("orders"), Column("digest_id", ForeignKey("digests.id"), nullable=False, unique=True)
)
"""The letters of the outbox that carry an order to its unit."""

runs = _table("runs", _text("job", False), _text("outcome", False), _text("detail"))
"""When a job that a clock starts has run, and how it ended."""

assessment_batches = _table(
    "assessment_batches",
    Column("month", Date, nullable=False, unique=True),
    Column("as_of", Date, nullable=False),
    _text("snapshot", False),
    _text("rule_version", False),
    Column("appeal_until", Date, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("points", Integer, nullable=False),
    _text("sha256", False),
)
"""A month of the assessment that was closed, by its first day: its entries are those of this month, whose fingerprint this is."""

appeals = _table(
    "appeals",
    _text("unit_name", False),
    _text("area"),
    _text("reason", False),
    _text("text", False),
    _text("evidence_name"),
    _text("evidence_sha256"),
    Column("review_by", Date, nullable=False),
)
"""What a unit says against entries of a closed month, and the file that shows it."""

ledger_entries = _table(
    "ledger_entries",
    _text("kind", False),
    Column("month", Date, nullable=False),
    Column("event_on", Date, nullable=False),
    _text("unit_name"),
    _text("area"),
    _text("subject"),
    _text("platform"),
    _text("number"),
    _text("title"),
    Column("due_on", Date),
    Column("points", Integer, nullable=False),
    _text("rule_version", False),
    _text("counted"),
    Column("instead_of", Integer),
    _text("document_number"),
    _text("order_number"),
    _text("reason"),
    _text("text"),
    _text("status_then"),
    Column("closed_then", Date),
    _text("status_now"),
    Column("due_now", Date),
    Column("closed_now", Date),
    _text("snapshot", False),
    _text("import_id"),
    Column("line", Integer),
    Column("appeal_id", ForeignKey("appeals.id"), index=True),
    Column("reverses_id", ForeignKey("ledger_entries.id"), unique=True),
)
"""The assessment's ledger: points that a unit lost (a reversal's are below zero), the first day of the month that they are
booked in, the day that they are about. An entry is reversed once at most."""

appeal_entries = _table(
    "appeal_entries", _of("appeals"), Column("entry_id", ForeignKey("ledger_entries.id"), unique=True)
)
"""The entries that an appeal is about; each is appealed against once."""

appeal_reviews = _table(
    "appeal_reviews",
    Column("appeal_id", ForeignKey("appeals.id"), nullable=False, unique=True),
    _text("result", False),
    _text("text", False),
)
"""How an appeal ended: reversed, partly, upheld (the entries stand)."""

bulletins = _table(
    "bulletins",
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    _text("prefix", False),
    _text("bureau", False),
    _text("kind", False),
    _text("area"),
    Column("period_start", Date, nullable=False),
    Column("period_end", Date, nullable=False),
    Column("as_of", Date, nullable=False),
    _text("snapshot", False),
    _text("title", False),
    _text("words", False),
    Column("issued_on", Date, nullable=False),
    UniqueConstraint("year", "number"),
)
"""A bulletin that was issued: its number, what it is about, and the words of its marked places, as JSON."""

bulletin_files = _table(
    "bulletin_files",
    _of("bulletins"),
    _text("name", False),
    Column("size", Integer, nullable=False),
    _text("sha256", False),
    _text("content", False),
    UniqueConstraint("bulletin_id", "name"),
)
"""The files of an issued bulletin (.docx, .xlsx) with their fingerprints, in base64: what was issued stays as it was."""

document_sendings = _table(
    "document_sendings",
    _text("sha256", False),
    _text("name", False),
    _text("address", False),
    Column("attempt", Integer, nullable=False),
    _text("event", False),
    _text("detail"),
    UniqueConstraint("sha256", "address", "attempt", "event"),
)
"""What became of documents that were mailed, by their fingerprint and address: claimed, sent, failed, refused, unknown."""
rating_steps = _table(
    "rating_steps",
    _text("platform", False),
    _text("rating_no", False),
    _text("case_no"),
    Column("rated_on", Date, nullable=False),
    _text("unit_name"),
    _text("area"),
    _text("step", False),
    Column("happened_on", Date, nullable=False),
    _text("result"),
    Column("is_complex", Boolean, nullable=False),
    _text("text"),
    Column("takes_back_id", ForeignKey("rating_steps.id"), unique=True),
    Index("ix_rating_steps_rating", "platform", "rating_no"),
)
"""What was done about a negative rating where no export tells it: verified, rectified, revisited (each attempt), or a step
taken back."""

KEPT = tuple(table for table in METADATA.sorted_tables if table.name != schema_version.name)
"""What a register holds, a table after those that it names."""
