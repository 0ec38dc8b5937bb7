"""What a table of the register is made of, whoever made it: the newest tables, or a step from an older version."""

from sqlalchemy import Connection, inspect


def shape(connection: Connection, table: str) -> tuple[list, ...]:
    """Columns, foreign keys, unique keys and indexes of a table."""
    database = inspect(connection)
    return (
        [(column["name"], str(column["type"]), column["nullable"]) for column in database.get_columns(table)],
        sorted(tuple(key["constrained_columns"]) for key in database.get_foreign_keys(table)),
        sorted(tuple(key["column_names"]) for key in database.get_unique_constraints(table)),
        sorted(tuple(i["column_names"]) for i in database.get_indexes(table) if not i["unique"]),
    )
