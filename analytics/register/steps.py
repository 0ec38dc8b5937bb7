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

_MEETINGS = (
    """CREATE TABLE meetings (
        id INTEGER NOT NULL PRIMARY KEY, act_id INTEGER NOT NULL REFERENCES acts (id),
        week TEXT NOT NULL UNIQUE, as_of DATE NOT NULL, known_on DATE, snapshot TEXT NOT NULL, sha256 TEXT NOT NULL
    )""",
    """CREATE TABLE decision_orders (
        id INTEGER NOT NULL PRIMARY KEY, act_id INTEGER NOT NULL REFERENCES acts (id),
        decision_id INTEGER NOT NULL REFERENCES decisions (id), order_id INTEGER NOT NULL REFERENCES orders (id),
        UNIQUE (decision_id, order_id)
    )""",
    "CREATE INDEX ix_decision_orders_decision_id ON decision_orders (decision_id)",
    "CREATE INDEX ix_decision_orders_order_id ON decision_orders (order_id)",
)


def with_assessment(connection: Connection) -> None:
    """The assessment's ledger, its closed months, appeals and their reviews."""
    for statement in _ASSESSMENT:
        connection.exec_driver_sql(statement)
    for name in ("assessment_batches", "appeals", "ledger_entries", "appeal_entries", "appeal_reviews"):
        append_only(connection, name)


def with_meetings(connection: Connection) -> None:
    """Weekly meetings that were closed, and what their decisions became."""
    for statement in _MEETINGS:
        connection.exec_driver_sql(statement)
    for name in ("meetings", "decision_orders"):
        append_only(connection, name)


_BULLETINS = (
    """CREATE TABLE bulletins (
        id INTEGER NOT NULL PRIMARY KEY, act_id INTEGER NOT NULL REFERENCES acts (id),
        year INTEGER NOT NULL, number INTEGER NOT NULL, prefix TEXT NOT NULL, bureau TEXT NOT NULL,
        kind TEXT NOT NULL, area TEXT, period_start DATE NOT NULL, period_end DATE NOT NULL, as_of DATE NOT NULL,
        snapshot TEXT NOT NULL, title TEXT NOT NULL, words TEXT NOT NULL, issued_on DATE NOT NULL,
        UNIQUE (year, number)
    )""",
    """CREATE TABLE bulletin_files (
        id INTEGER NOT NULL PRIMARY KEY, act_id INTEGER NOT NULL REFERENCES acts (id),
        bulletin_id INTEGER NOT NULL REFERENCES bulletins (id), name TEXT NOT NULL, size INTEGER NOT NULL,
        sha256 TEXT NOT NULL, content TEXT NOT NULL, UNIQUE (bulletin_id, name)
    )""",
    "CREATE INDEX ix_bulletin_files_bulletin_id ON bulletin_files (bulletin_id)",
    """CREATE TABLE document_sendings (
        id INTEGER NOT NULL PRIMARY KEY, act_id INTEGER NOT NULL REFERENCES acts (id),
        sha256 TEXT NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL, attempt INTEGER NOT NULL,
        event TEXT NOT NULL, detail TEXT, UNIQUE (sha256, address, attempt, event)
    )""",
)


def with_bulletins(connection: Connection) -> None:
    """Bulletins that were issued, their files, and documents that were mailed."""
    for statement in _BULLETINS:
        connection.exec_driver_sql(statement)
    for name in ("bulletins", "bulletin_files", "document_sendings"):
        append_only(connection, name)


_RATING_STEPS = (
    """CREATE TABLE rating_steps (
        id INTEGER NOT NULL PRIMARY KEY, act_id INTEGER NOT NULL REFERENCES acts (id),
        platform TEXT NOT NULL, rating_no TEXT NOT NULL, case_no TEXT, rated_on DATE NOT NULL,
        unit_name TEXT, area TEXT, step TEXT NOT NULL, happened_on DATE NOT NULL, result TEXT,
        is_complex BOOLEAN NOT NULL, text TEXT, takes_back_id INTEGER UNIQUE REFERENCES rating_steps (id)
    )""",
    "CREATE INDEX ix_rating_steps_rating ON rating_steps (platform, rating_no)",
)


def with_rating_steps(connection: Connection) -> None:
    """What was done about negative ratings."""
    for statement in _RATING_STEPS:
        connection.exec_driver_sql(statement)
    append_only(connection, "rating_steps")


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


_REMINDERS_APART = """(
    id INTEGER NOT NULL PRIMARY KEY, act_id INTEGER NOT NULL REFERENCES acts (id),
    subject TEXT NOT NULL, platform TEXT NOT NULL, number TEXT NOT NULL, due_day DATE NOT NULL, step TEXT NOT NULL,
    recipient TEXT NOT NULL, digest_id INTEGER REFERENCES digests (id), unit_name TEXT, area TEXT, item_name TEXT,
    UNIQUE (subject, platform, number, due_day, step, recipient)
)"""


def with_subjects_apart(connection: Connection) -> None:
    """A case and a message of one number are reminded of each for itself."""
    told = "platform, number, due_day, step, recipient"
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(
            "ALTER TABLE reminders DROP CONSTRAINT reminders_platform_number_due_day_step_recipient_key, "
            f"ADD UNIQUE (subject, {told})"
        )
        return
    # SQLite changes no constraint: the rows move into a table that has the other one
    columns = f"id, act_id, subject, {told}, digest_id, unit_name, area, item_name"
    connection.exec_driver_sql("ALTER TABLE reminders RENAME TO reminders_before")
    connection.exec_driver_sql(f"CREATE TABLE reminders {_REMINDERS_APART}")
    connection.exec_driver_sql(f"INSERT INTO reminders ({columns}) SELECT {columns} FROM reminders_before")
    connection.exec_driver_sql("DROP TABLE reminders_before")
    connection.exec_driver_sql("CREATE INDEX ix_reminders_digest_id ON reminders (digest_id)")
    append_only(connection, "reminders")
