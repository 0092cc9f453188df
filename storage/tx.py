"""What a use case gets of the database: a unit of writing, or a look."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol, TypeVar, cast

from sqlalchemy import (
    Column,
    Connection,
    CursorResult,
    Delete,
    Executable,
    RowMapping,
    Table,
    UpdateBase,
)
from sqlalchemy.dialects import postgresql, sqlite

from storage.built import added, bound, changed, row_of
from storage.found import Found
from storage.straight import Straight

Row = Mapping[str, Any]
T = TypeVar("T")


class Ids(Protocol):
    """Where new row ids come from."""

    def new(self) -> int:
        """Return a 63-bit id that was never given before, later than all before it."""
        ...


class Seals(Protocol):
    """What a unit needs of the vault."""

    def seal(self, owner_id: int, aad: str, text: str) -> bytes:
        """Return the text encrypted for its owner and its place."""
        ...

    def open(self, owner_id: int, aad: str, blob: bytes) -> str | None:
        """Return the text, or None when its owner was forgotten."""
        ...

    def lookup(self, kind: str, value: str | int) -> bytes:
        """Return the keyed hash under which a value is found."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What every unit of one store stands on."""

    site_id: int
    vault: Seals
    ids: Ids
    straight: Straight | None = None  # on SQLite


class Rx:
    """A look at the database: one consistent moment, nothing written."""

    def __init__(self, connection: Connection, ground: Ground) -> None:
        self._connection = connection
        self._ground = ground
        self._known: dict[Table, dict[Hashable, Any]] = {}

    @property
    def site_id(self) -> int:
        """Return the site whose rows these are; it leads every key."""
        return self._ground.site_id

    @property
    def dialect(self) -> str:
        """Return `sqlite` or `postgresql`."""
        return self._connection.dialect.name

    def execute(
        self, statement: Executable, rows: Row | Sequence[Row] | None = None
    ) -> CursorResult[Any] | Found:
        """Run one statement, or the same statement for each of many rows.

        Raises:
            sqlalchemy.exc.IntegrityError: If a key or a NOT NULL refuses it.
        """
        if isinstance(statement, UpdateBase):
            self._forget(statement)
        straight = self._ground.straight
        found = None if straight is None else straight.run(self._connection, statement, rows)
        if found is not None:
            return found
        # Every statement of ours is Core; only the ORM gives other results.
        result = self._connection.execute(statement, rows)
        assert isinstance(result, CursorResult)
        return result

    def row(self, table: Table, **equal: Any) -> RowMapping | None:
        """Return the row of this site in which those columns are equal to those values, or None.

        Of several it is the first that the database finds; so name a whole key. Nothing is equal
        to None, as in SQL.
        """
        wanted = {"site_id": self.site_id, **equal}
        return self.execute(row_of(table, tuple(wanted)), bound(wanted)).mappings().first()

    def known(self, table: Table, key: Hashable, read: Callable[[], T]) -> T:
        """Return what `read` finds in the table, asking once for each key in this unit.

        A unit sees one moment and its own writes, so that the answer is the same as if it asked
        again: whatever it writes to the table makes it forget. For values that nobody changes.
        """
        found = self._known.setdefault(table, {})
        if key not in found:
            found[key] = read()
        return cast(T, found[key])

    def _forget(self, change: UpdateBase) -> None:
        if isinstance(change, Delete):  # rows of other tables may go along
            self._known.clear()
        elif isinstance(change.table, Table):
            self._known.pop(change.table, None)

    def open(
        self, owner_id: int, column: Column[Any], row_id: int, blob: bytes | None
    ) -> str | None:
        """Return what `seal` sealed; None stays None, and so does what a forgotten person left.

        Empty bytes stand for None in a column that is never NULL: what was there was wiped.

        Raises:
            storage.errors.VaultError: If it was sealed for another owner, column or row.
        """
        if not blob:
            return None
        return self._ground.vault.open(owner_id, place(column, row_id), blob)

    def lookup(self, kind: str, value: str | int) -> bytes:
        """Return the keyed hash under which a sealed value is found; a kind is its own space."""
        return self._ground.vault.lookup(kind, value)


@dataclass(slots=True)
class Wakes:
    """The units of work that a commit shall wake, in order, each once."""

    names: dict[str, None] = field(default_factory=dict)

    def add(self, name: str) -> None:
        """Remember a name."""
        self.names[name] = None


class Tx(Rx):
    """A unit of writing: all of it is committed, or none.

    It may run more than once (PostgreSQL asks for that on a conflict): a verb changes nothing
    but the database, and takes whatever else it needs as values.
    """

    def __init__(self, connection: Connection, ground: Ground, wakes: Wakes) -> None:
        super().__init__(connection, ground)
        self._wakes = wakes

    def wake(self, name: str) -> None:
        """Let the unit of work of that name run as soon as this is committed."""
        self._wakes.add(name)

    def new_id(self) -> int:
        """Return an id for a row to insert."""
        return self._ground.ids.new()

    def seal(
        self, owner_id: int, column: Column[Any], row_id: int, text: str | None
    ) -> bytes | None:
        """Return the text encrypted with its owner's key, for this column of this row only.

        Raises:
            storage.errors.VaultError: If the owner has no key, or was forgotten.
        """
        if text is None:
            return None
        return self._ground.vault.seal(owner_id, place(column, row_id), text)

    def insert(self, table: Table, values: Row) -> None:
        """Insert a row of this site.

        Raises:
            sqlalchemy.exc.IntegrityError: If a key or a NOT NULL refuses it.
        """
        self.execute(added(table), {"site_id": self.site_id, **values})

    def change(self, table: Table, values: Row, **equal: Any) -> int:
        """Set columns of the rows of this site in which others are equal; return how many rows."""
        wanted = {"site_id": self.site_id, **equal}
        statement = changed(table, tuple(wanted))
        return int(self.execute(statement, {**bound(wanted), **values}).rowcount)

    def insert_ignore(self, table: Table, row: Row) -> bool:
        """Insert a row unless one of its unique keys is taken; return whether it is new."""
        return self.insert_ignore_many(table, [row]) == 1

    def insert_ignore_many(self, table: Table, rows: Sequence[Row]) -> int:
        """Insert the rows whose unique keys are all free; return how many that were.

        All rows must name the same columns.
        """
        if not rows:
            return 0
        return int(self.execute(_unless_taken(table, self.dialect), rows).rowcount)


@cache
def _unless_taken(table: Table, dialect: str) -> Executable:
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = insert(table).on_conflict_do_nothing()
    # Without the option SQLAlchemy does not count what many inserts did.
    return statement.execution_options(preserve_rowcount=True)


def place(column: Column[Any], row_id: int) -> str:
    """Return where a sealed value belongs; it cannot be opened anywhere else.

    Raises:
        TypeError: If the column is not marked as sealed.
    """
    return f"{_prefix(column)}{row_id}"


@cache
def _prefix(column: Column[Any]) -> str:
    if not column.info.get("sealed"):
        raise TypeError(f"{column} is not a sealed column; make it with personal(…, sealed=True)")
    return f"{column.table.name}.{column.name}:"
