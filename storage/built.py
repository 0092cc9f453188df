"""Statements about the rows of one table, built once: to build one takes longer than to run it."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    insert,
    literal_column,
    select,
    update,
)


def one_of(column: ColumnElement[str], *words: str) -> ColumnElement[bool]:
    """Return the condition that a column is one of these words of ours, spelled out in the SQL.

    SQLite plans a statement anew, each time, when a value is bound that a partial index of the
    table asks for: ten times what it takes to run it. So states of the outbox and of the inbox
    are spelled out.
    """
    assert all(word.isidentifier() for word in words), "a word of ours, nothing from outside"
    spelled: list[ColumnElement[str]] = [literal_column(f"'{word}'") for word in words]
    return column == spelled[0] if len(spelled) == 1 else column.in_(spelled)


@cache
def row_of(table: Table, by: tuple[str, ...]) -> Select[Any]:
    """Return the query for the rows with those columns; bind `of_` and each column's name."""
    return select(table).where(*_equal(table, by))


@cache
def changed(table: Table, by: tuple[str, ...]) -> Update:
    """Return the update of those rows; bind as for `row_of`, and each new value by its column."""
    return update(table).where(*_equal(table, by))


@cache
def added(table: Table) -> Insert:
    """Return the insert into a table; bind each value by its column."""
    return insert(table)


def bound(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values that `row_of` and `changed` look for, under the names that they bind."""
    return {f"of_{name}": value for name, value in values.items()}


def _equal(table: Table, by: tuple[str, ...]) -> list[ColumnElement[bool]]:
    return [table.c[name] == bindparam(f"of_{name}") for name in by]
