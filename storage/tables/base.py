"""What every table shares: one metadata, ids made by us, due indexes, keys led by `site_id`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Index, MetaData, text

from storage.columns import plain

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def id_of(name: str) -> Column[Any]:
    """Return a column that holds the id of a row elsewhere."""
    return plain(name, BigInteger, autoincrement=False)


def points_to(table: str, column: str | None = None) -> ForeignKeyConstraint:
    """Return a foreign key to `table`, whose key is (site_id, <table>_id)."""
    return ForeignKeyConstraint(
        ["site_id", column or f"{table}_id"], [f"{table}.site_id", f"{table}.{table}_id"]
    )


def due_index(name: str, due: str, *columns: str) -> Index:
    """Return an index of the rows that are still due, soonest first."""
    still = text(f"{due} IS NOT NULL")
    return Index(name, due, *columns, sqlite_where=still, postgresql_where=still)
