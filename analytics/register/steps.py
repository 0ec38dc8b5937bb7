"""The steps from one version of the register's tables to the next. Their SQL never changes any more; SQLite and PostgreSQL take it."""

from __future__ import annotations

from sqlalchemy import Connection

from analytics.register.append_only import append_only

_ASSESSMENT = (
    """CREATE TABLE assessment_batches (
        id INTEGER NOT NULL PRIMARY KEY, act_id INTEGER NOT NULL REFERENCES acts (id),
        month DATE NOT NULL UNIQUE, as_of DATE NOT NULL, snapshot TEXT NOT NULL, rule_version TEXT NOT NULL,
        appeal_until DATE NOT NULL, entries INTEGER NOT NULL, points INTEGER NOT NULL, sha256 TEXT NOT NULL
    )""",
    """CREATE TABLE appeals (
        id INTEGER NOT NULL PRIMARY KEY, act_id INTEGER NOT NULL REFERENCES acts (id),
        unit_name TEXT NOT NULL, area TEXT, reason TEXT NOT NULL, text TEXT NOT NULL,
        evidence_name TEXT, evidence_sha256 TEXT, review_by DATE NOT NULL
    )""",
    """CREATE TABLE ledger_entries (
        id INTEGER NOT NULL PRIMARY KEY, act_id INTEGER NOT NULL REFERENCES acts (id),
        kind TEXT NOT NULL, month DATE NOT NULL, event_on DATE NOT NULL, unit_name TEXT, area TEXT, subject TEXT,
        platform TEXT, number TEXT, title TEXT, due_on DATE, points INTEGER NOT NULL, rule_version TEXT NOT NULL,
        counted TEXT, instead_of INTEGER, document_number TEXT, order_number TEXT, reason TEXT, text TEXT,
        status_then TEXT, closed_then DATE, status_now TEXT, due_now DATE, closed_now DATE, snapshot TEXT NOT NULL,
        import_id TEXT, line INTEGER, appeal_id INTEGER REFERENCES appeals (id),
        reverses_id INTEGER UNIQUE REFERENCES ledger_entries (id)
    )""",
    "CREATE INDEX ix_ledger_entries_appeal_id ON ledger_entries (appeal_id)",
    """CREATE TABLE appeal_entries (
        id INTEGER NOT NULL PRIMARY KEY, act_id INTEGER NOT NULL REFERENCES acts (id),
        appeal_id INTEGER NOT NULL REFERENCES appeals (id), entry_id INTEGER UNIQUE REFERENCES ledger_entries (id)
    )""",
    "CREATE INDEX ix_appeal_entries_appeal_id ON appeal_entries (appeal_id)",
    """CREATE TABLE appeal_reviews (
        id INTEGER NOT NULL PRIMARY KEY, act_id INTEGER NOT NULL REFERENCES acts (id),
        appeal_id INTEGER NOT NULL UNIQUE REFERENCES appeals (id), result TEXT NOT NULL, text TEXT NOT NULL
    )""",
)


def with_assessment(connection: Connection) -> None:
    """The assessment's ledger, its closed months, appeals and their reviews."""
    for statement in _ASSESSMENT:
        connection.exec_driver_sql(statement)
    for name in ("assessment_batches", "appeals", "ledger_entries", "appeal_entries", "appeal_reviews"):
        append_only(connection, name)


def with_order_letters(connection: Connection) -> None:
    """Which letters of the outbox carry an order."""
    connection.exec_driver_sql(
        """CREATE TABLE order_letters (
            id INTEGER NOT NULL PRIMARY KEY, act_id INTEGER NOT NULL REFERENCES acts (id),
            order_id INTEGER NOT NULL REFERENCES orders (id), digest_id INTEGER NOT NULL UNIQUE REFERENCES digests (id)
        )"""
    )
    connection.exec_driver_sql("CREATE INDEX ix_order_letters_order_id ON order_letters (order_id)")
    append_only(connection, "order_letters")
