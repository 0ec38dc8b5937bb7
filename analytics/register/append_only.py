"""Rows of the register are written once: the database itself refuses to change or delete one."""

from __future__ import annotations

from sqlalchemy import Connection


def append_only(connection: Connection, name: str) -> None:
    """Let the database refuse to change or delete a row of a table, whoever asks."""
    said = "a row of the register is never changed"
    if connection.dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {name}_no_{what.lower()} BEFORE {what} ON {name} BEGIN SELECT RAISE(ABORT, '{said}'); END"
            )
        return
    connection.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION never_changed() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{said}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    connection.exec_driver_sql(
        f"CREATE TRIGGER {name}_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON {name} "
        "FOR EACH STATEMENT EXECUTE FUNCTION never_changed()"
    )
