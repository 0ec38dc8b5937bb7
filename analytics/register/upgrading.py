"""The register's schema, brought up to date by itself: numbered steps, each taken once, all in one transaction.

A new register is made as the tables stand now. An older one takes the steps that it has not taken, whose SQL never
changes any more. Both end with the same schema.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, func, inspect, select

from analytics.errors import N_, RegisterRefused
from analytics.register.append_only import append_only
from analytics.register.record_tables import KEPT, METADATA, schema_version
from analytics.register.steps import (
    with_assessment,
    with_bulletins,
    with_meetings,
    with_order_letters,
    with_rating_steps,
    with_subjects_apart,
)

Step = Callable[[Connection], None]

STEPS: Mapping[int, Step] = {
    2: with_assessment,
    3: with_meetings,
    4: with_bulletins,
    5: with_rating_steps,
    6: with_order_letters,
    7: with_subjects_apart,
}
"""What leads from one version of the tables to the next, by the version that it leads to; the first was version 1."""


def newest(steps: Mapping[int, Step] = STEPS) -> int:
    """The version that the tables have now."""
    return max(steps, default=1)


def version_of(connection: Connection) -> int:
    """The version that a register has; 0 where there is none yet."""
    if not inspect(connection).has_table(schema_version.name):
        return 0
    return connection.execute(select(func.max(schema_version.c.step))).scalar() or 0


def upgrade(connection: Connection, at: str, where: str, steps: Mapping[int, Step] = STEPS) -> None:
    """Make the tables, or take the steps that are missing, in the transaction that is open. Nobody else may be writing.

    Raises `RegisterRefused` for a register of a newer version.
    """
    held, wanted = version_of(connection), newest(steps)
    if held > wanted:
        raise RegisterRefused(
            N_(
                "The register {where} was written by a newer version of Casewatch (its tables have version {held}, this "
                "one knows {known}). Use that version; nothing was changed."
            ),
            where=where,
            held=held,
            known=wanted,
        )
    if held == 0:
        METADATA.create_all(connection)
        for table in (*KEPT, schema_version):
            append_only(connection, table.name)
        taken = range(1, wanted + 1)
    else:
        taken = range(held + 1, wanted + 1)
        for number in taken:
            steps[number](connection)
    if taken:
        connection.execute(schema_version.insert(), [{"step": number, "at": at} for number in taken])
