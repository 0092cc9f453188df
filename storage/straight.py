"""Statements that go straight to SQLite's driver, once SQLAlchemy has said how they are worded.

To take a statement through SQLAlchemy costs many times what SQLite needs to run it: its cache is
asked, a context and a result are made, each value and each row is wrapped. None of that differs
from one run of the same statement to the next. So what a statement becomes is kept, when it is one
that is built once and run often: its words, and how values go in and come out. Statements that are
built for each call go the long way, and so does everything on PostgreSQL.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from weakref import ref

from sqlalchemy import BindParameter, ClauseElement, Connection, Dialect, Executable, UpdateBase
from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.selectable import SelectBase

from storage.found import Convert, Found, Shape, Values
from storage.kept import driver_of

Row = Mapping[str, Any]
Rows = Row | Sequence[Row] | None

MOST_LENGTHS = 64  # of the lists bound to one statement; each is worded apart
_NOTHING: Row = {}
_HIDDEN = (None,)  # in the place of values, which no message may carry


@dataclass(slots=True)
class _Worded:
    """A statement in the words of SQLite."""

    sql: str
    slots: Sequence[tuple[str, Convert | None]]  # where each question mark gets its value
    held: Row  # values that the statement holds itself
    lists: Mapping[str, Sequence[str]]  # what the members of each list are called
    out: Sequence[Convert | None]  # what each column needs on its way out
    shape: Shape | None = None  # known once it was run

    def bound(self, row: Row) -> Values:
        """Return the values in the order of the question marks."""
        if self.held or self.lists:
            row = {**row, **self.held}
            for name, members in self.lists.items():
                row.update(zip(members, row[name], strict=True))
        return tuple([row[key] if into is None else into(row[key]) for key, into in self.slots])

    def found(self, cursor: sqlite3.Cursor) -> Found:
        """Return what was found, or how many rows were changed."""
        columns = cursor.description or ()
        if self.shape is None:
            self.shape = Shape([column[0] for column in columns], self.out)
        return Found(self.shape, cursor.fetchall() if columns else (), cursor.rowcount)


@dataclass(slots=True)
class _Compiled:
    """A statement as SQLAlchemy compiles it for values of certain names."""

    compiled: SQLCompiler
    dialect: Dialect
    lists: Sequence[str]
    worded: dict[tuple[int, ...], _Worded] = field(default_factory=dict)
    only: _Worded | None = None  # when no list is bound, so that the words are always the same

    def words(self, row: Row) -> _Worded | None:
        """Return its words for these values; None when lists have had too many lengths."""
        if self.only is not None:
            return self.only
        lengths = tuple([len(row[name]) for name in self.lists])
        found = self.worded.get(lengths)
        if found is None and len(self.worded) < MOST_LENGTHS:
            found = self.worded[lengths] = self._word(row)
            if not self.lists:
                self.only = found
        return found

    def _word(self, row: Row) -> _Worded:
        of, state = self.compiled, self.compiled.construct_expanded_state(row, escape_names=False)
        lists = state.parameter_expansion
        binds = {name: bind for bind, name in of.bind_names.items()}
        part_of = {part: name for name, parts in lists.items() for part in parts}
        given = {name: bind.key for name, bind in binds.items() if bind.key in row}
        slots: list[tuple[str, Convert | None]] = []
        held: dict[str, Any] = {}
        for part in state.positiontup or ():
            name = part_of.get(part, part)
            into = self._into(binds[name])
            if name in given:
                slots.append((given.get(part, part), into))
            else:
                value = state.parameters[part]
                held[part] = value if into is None else into(value)
                slots.append((part, None))
        members = {given[name]: parts for name, parts in lists.items() if name in given}
        return _Worded(state.statement, slots, held, members, self._out())

    def _into(self, bind: BindParameter[Any]) -> Convert | None:
        return bind.type.dialect_impl(self.dialect).bind_processor(self.dialect)

    def _out(self) -> Sequence[Convert | None]:
        statement = self.compiled.statement
        if not isinstance(statement, SelectBase | UpdateBase):
            return ()
        kinds = [column.type.dialect_impl(self.dialect) for column in statement.exported_columns]
        return [kind.result_processor(self.dialect, None) for kind in kinds]


class Straight:
    """Runs those statements of one database that were run before."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        # By number, since to ask a weak dictionary takes as long as to bind the values.
        self._seen: dict[int, tuple[ref[Executable], dict[object, _Compiled | None]]] = {}

    def run(self, connection: Connection, statement: Executable, rows: Rows) -> Found | None:
        """Run a statement; return None, and run nothing, when it has to go the long way.

        Raises:
            sqlalchemy.exc.DBAPIError: As SQLAlchemy raises it.
        """
        kept = self._seen.get(id(statement))
        if kept is None or kept[0]() is not statement:  # it may be one built for each call
            self._meet(statement)
            return None
        seen = kept[1]
        first, many = _parted(rows)
        worded = self._words(seen, statement, first, many=many is not None)
        if worded is None or connection.dispatch.before_cursor_execute:  # somebody listens
            return None
        driver = driver_of(connection)
        try:
            if many is None:
                return worded.found(driver.execute(worded.sql, worded.bound(first)))
            return worded.found(driver.executemany(worded.sql, map(worded.bound, many)))
        except sqlite3.Error as error:
            raise self._wrapped(worded.sql, error) from error

    def _meet(self, statement: Executable) -> None:
        number = id(statement)

        def forget(gone: ref[Executable]) -> None:
            kept = self._seen.get(number)
            if kept is not None and kept[0] is gone:  # the number may be another's by now
                del self._seen[number]

        self._seen[number] = ref(statement, forget), {}

    def _words(
        self, seen: dict[object, _Compiled | None], statement: Executable, row: Row, *, many: bool
    ) -> _Worded | None:
        key = (many, *row)
        if key not in seen:
            seen[key] = self._compile(statement, row, many=many)
        compiled = seen[key]
        return None if compiled is None else compiled.words(row)

    def _compile(self, statement: Executable, row: Row, *, many: bool) -> _Compiled | None:
        assert isinstance(statement, ClauseElement)
        compiled = statement.compile(
            dialect=self._dialect, column_keys=sorted(row), for_executemany=many
        )
        if not isinstance(compiled, SQLCompiler) or not _is_simple(compiled):
            return None
        if any(one.required and one.key not in row for one in compiled.bind_names):
            return None  # SQLAlchemy says what is missing
        lists = [bind.key for bind in compiled.post_compile_params if bind.key in row]
        return _Compiled(compiled, self._dialect, lists)

    def _wrapped(self, sql: str, error: sqlite3.Error) -> StatementError:
        return DBAPIError.instance(
            sql, _HIDDEN, error, sqlite3.Error, hide_parameters=True, dialect=self._dialect
        )


def _is_simple(compiled: SQLCompiler) -> bool:
    """Return whether the values are all that a run adds: nothing is computed, asked or written."""
    return not (
        compiled.insert_prefetch
        or compiled.update_prefetch
        or compiled.literal_execute_params
        or (compiled.implicit_returning and compiled.isinsert)
        or any(bind.callable is not None for bind in compiled.binds.values())
    )


def _parted(rows: Rows) -> tuple[Row, Sequence[Row] | None]:
    """Return the first row of values, and all of them when there are more."""
    if not rows:
        return _NOTHING, None
    if isinstance(rows, (dict, Mapping)):  # the first is asked much faster
        return rows, None
    return rows[0], rows if len(rows) > 1 else None
