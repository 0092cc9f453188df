"""Columns that say what they hold: instants, JSON, and whose data it is for how long."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import BigInteger, Column, Dialect, LargeBinary, Text
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeDecorator, TypeEngine

Data = Literal["personal", "plain"]

# How long a value stays; the sweeper reads it, and docs/reference/storage.md explains each.
Keep = Literal["until_erased", "with_case", "90_days", "audit", "14_days", "system"]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept as whole UTC milliseconds since 1970.

    One integer sorts, compares and indexes alike on every database, and cannot lose its zone.
    Anything below a millisecond is cut off. For arithmetic inside SQL use
    `type_coerce(column, BigInteger)`.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Return the milliseconds to store.

        Raises:
            TypeError: If the value is no datetime.
            ValueError: If it has no time zone.
        """
        return _milliseconds(value)

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        """Return what stores a value, without a detour, as below."""
        return _milliseconds

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Return the stored instant, in UTC."""
        return _instant(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """Return what reads a value, without a detour: half of all columns are instants."""
        return _instant


def _milliseconds(value: datetime | None) -> int | None:
    if value is None:
        return None
    if not isinstance(value, datetime):
        raise TypeError(f"an instant must be a datetime, not {value!r}")
    if value.utcoffset() is None:
        raise ValueError(f"{value!r} has no time zone; pass an aware datetime, such as UTC")
    return (value - EPOCH) // MILLISECOND


def _instant(value: int | None) -> datetime | None:
    return None if value is None else EPOCH + value * MILLISECOND


# Made once: `json.dumps` makes one for each call that wants anything else than it does by itself.
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class JsonText(TypeDecorator[Any]):
    """A JSON value kept as text, with keys in order, so that equal values are equal bytes."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Return the text to store; None is NULL."""
        return None if value is None else _JSON.encode(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Return the value as `json.loads` gives it: lists, never tuples."""
        return None if value is None else json.loads(value)


def personal(
    name: str,
    kind: TypeEngine[Any] | type[TypeEngine[Any]] | None = None,
    *items: SchemaItem,
    sealed: bool = False,
    keep: Keep = "until_erased",
    **options: Any,
) -> Column[Any]:
    """Return a column that says something about a person.

    Args:
        name: Its name in the table.
        kind: Its type; leave it out for a sealed column, which is always bytes.
        items: Foreign keys and the like, as for `Column`.
        sealed: Whether its values are encrypted with the person's own key.
        keep: How long its values stay.
        options: What `Column` takes. NOT NULL unless `nullable=True` is said.
    """
    if sealed:
        if kind is not None:
            raise TypeError(f"{name}: a sealed column is always bytes; leave its type out")
        kind = LargeBinary()
    return _column(name, kind, *items, data="personal", sealed=sealed, keep=keep, **options)


def plain(
    name: str,
    kind: TypeEngine[Any] | type[TypeEngine[Any]],
    *items: SchemaItem,
    keep: Keep = "system",
    **options: Any,
) -> Column[Any]:
    """Return a column that says nothing about a person. Arguments as for `personal`."""
    return _column(name, kind, *items, data="plain", sealed=False, keep=keep, **options)


def site_id(*items: SchemaItem) -> Column[Any]:
    """Return the column that leads every key: which site a row belongs to."""
    return plain("site_id", BigInteger, *items, primary_key=True, autoincrement=False)


def row_id(name: str = "id") -> Column[Any]:
    """Return an id column that is part of the primary key; ids are made by us, never counted."""
    return plain(name, BigInteger, primary_key=True, autoincrement=False)


def _column(
    name: str,
    kind: TypeEngine[Any] | type[TypeEngine[Any]] | None,
    *items: SchemaItem,
    data: Data,
    sealed: bool,
    keep: Keep,
    **options: Any,
) -> Column[Any]:
    if kind is None:
        raise TypeError(f"{name}: give the column a type, or say sealed=True")
    options.setdefault("nullable", False)
    info = {"data": data, "sealed": sealed, "keep": keep}
    return Column(name, kind, *items, info=info, **options)
