"""What a statement that went straight to SQLite's driver found or changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

from sqlalchemy import Row, RowMapping
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.exc import NoResultFound

Convert = Callable[[Any], Any]
Values = tuple[Any, ...]


class Shape:
    """What makes a row of what the driver gives: the columns' names, and how values come out."""

    __slots__ = ("_at", "_converts", "_parent")

    def __init__(self, names: Sequence[str], converts: Sequence[Convert | None]) -> None:
        self._parent = SimpleResultMetaData(names)
        # A name that two columns have names neither.
        self._at: dict[Any, int]
        self._at = {one: at for at, one in enumerate(names) if names.count(one) == 1}
        self._converts: Any = tuple(converts) if any(converts) else None

    def row(self, values: Values) -> Row[Any]:
        """Return a row, as SQLAlchemy gives it."""
        return Row(self._parent, self._converts, self._at, values)

    def mapping(self, values: Values) -> RowMapping:
        """Return a row as a mapping of the columns' names, as SQLAlchemy gives it."""
        return RowMapping(self._parent, self._converts, self._at, values)


class Found:
    """Rows, or how many were changed: that part of SQLAlchemy's `CursorResult` that we use."""

    __slots__ = ("_rows", "_shape", "rowcount")

    def __init__(self, shape: Shape, rows: Sequence[Values], rowcount: int) -> None:
        self._shape = shape
        self._rows = rows
        self.rowcount = rowcount

    def __iter__(self) -> Iterator[Row[Any]]:
        return map(self._shape.row, self._rows)

    def all(self) -> Sequence[Row[Any]]:
        """Return all rows."""
        return list(self)

    def first(self) -> Row[Any] | None:
        """Return the first row, or None."""
        return self._shape.row(self._rows[0]) if self._rows else None

    def one(self) -> Row[Any]:
        """Return the one row.

        Raises:
            sqlalchemy.exc.NoResultFound: If there is none.
        """
        _at_least_one(self._rows)
        return self._shape.row(self._rows[0])

    def mappings(self) -> Mapped:
        """Return the rows as mappings of the columns' names."""
        return Mapped(self._shape, self._rows)

    def scalars(self) -> Sequence[Any]:
        """Return the first value of each row."""
        return [row[0] for row in self]

    def scalar(self) -> Any:
        """Return the first value of the first row, or None."""
        row = self.first()
        return None if row is None else cast(Any, row[0])

    def scalar_one(self) -> Any:
        """Return the value of the one row.

        Raises:
            sqlalchemy.exc.NoResultFound: If there is none.
        """
        _at_least_one(self._rows)
        return self.scalar()

    def scalar_one_or_none(self) -> Any:
        """Return the value of the one row, or None."""
        return self.scalar()


class Mapped:
    """Rows as mappings: that part of SQLAlchemy's `MappingResult` that we use."""

    __slots__ = ("_rows", "_shape")

    def __init__(self, shape: Shape, rows: Sequence[Values]) -> None:
        self._shape = shape
        self._rows = rows

    def __iter__(self) -> Iterator[RowMapping]:
        return map(self._shape.mapping, self._rows)

    def all(self) -> Sequence[RowMapping]:
        """Return all rows."""
        return list(self)

    def first(self) -> RowMapping | None:
        """Return the first row, or None."""
        return self._shape.mapping(self._rows[0]) if self._rows else None

    def one(self) -> RowMapping:
        """Return the one row.

        Raises:
            sqlalchemy.exc.NoResultFound: If there is none.
        """
        _at_least_one(self._rows)
        return self._shape.mapping(self._rows[0])


def _at_least_one(rows: Sequence[Values]) -> None:
    if not rows:
        raise NoResultFound("no row was found where there must be one")
