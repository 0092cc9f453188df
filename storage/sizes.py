"""What SQLite is told of our tables' sizes, so that it takes the index that finds few rows.

Without figures it takes an equal site for ten rows and walks through all that was ever there. The
figures are invented, and the same in every file: plans do not change with what a site holds, and
nothing has to be measured again. PostgreSQL measures by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

MANY = 1_000_000  # rows of a table that grows with every day
FEW = {  # rows of those that do not
    "apart": 20,
    "bot": 1,
    "cafe": 200,
    "cafe_series": 10,
    "helpline": 10,
    "lease": 10,
    "programme_version": 20,
    "staff": 20,
    "watch": 20,
    "youth": 500,
}
OPEN = 200  # rows of an index that holds only what is open
ALIKE = (100, 10)  # rows that are alike in the first column after the site, and in the one after


@dataclass(frozen=True, slots=True)
class _Index:
    name: str
    is_unique: bool
    is_partial: bool
    columns: tuple[str, ...]


def tell_sizes(connection: Connection) -> None:
    """Write the figures of every index into a SQLite database; nothing on PostgreSQL."""
    if connection.dialect.name != "sqlite":
        return
    connection.exec_driver_sql("ANALYZE alembic_version")  # makes the table of the figures
    connection.exec_driver_sql("DELETE FROM sqlite_stat1")
    for (table,) in connection.exec_driver_sql(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).all():
        for index in _indexes(connection, table):
            connection.exec_driver_sql(
                "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)",
                (table, index.name, _figures(FEW.get(table, MANY), index)),
            )
    connection.exec_driver_sql("ANALYZE sqlite_schema")  # reads them


def _indexes(connection: Connection, table: str) -> Iterable[_Index]:
    for row in connection.exec_driver_sql(f"PRAGMA index_list('{table}')").all():
        columns = connection.exec_driver_sql(f"PRAGMA index_info('{row[1]}')").all()
        names = tuple(str(column[2]) for column in columns)
        yield _Index(row[1], bool(row[2]), bool(row[4]), names)


def _figures(rows: int, index: _Index) -> str:
    """Return the rows of an index, and how many are alike in its first column, first two, …."""
    rows = min(rows, OPEN) if index.is_partial else rows
    rest, alike = iter(ALIKE), [rows]
    for name in index.columns:
        alike.append(alike[-1] if name == "site_id" else min(alike[-1], next(rest, 1)))
    if index.is_unique:
        alike[-1] = 1
    return " ".join(str(number) for number in alike)
