"""Past events from a file, one person at a time, so that its length costs no memory."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import TextIO

from domain.off_days import OffDays
from domain.signal import Event, EventKind, History
from domain.wall import to_wall

COLUMNS = ("person", "at", "kind", "value")
START, END = "start", "end"
MOST_EVENTS = 100_000  # of one person: more is a file that was not meant for this
FIRST_YEAR, LAST_YEAR = 1990, 2100
_GZIP = b"\x1f\x8b"
_KINDS = {kind.value: kind for kind in EventKind}
_NAMED = frozenset({EventKind.KEPT, EventKind.MISSED, EventKind.CANCELLED})
_NEEDS_DAYS = frozenset({EventKind.PLAN, EventKind.PAUSE})


class ReplayError(Exception):
    """A file of events that cannot be used; the message names the line and what to write."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person's past, and until when they were observed (UTC)."""

    name: str
    history: History
    end: datetime


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    person: str
    at: datetime
    kind: str
    value: str


@contextmanager
def opened(path: Path) -> Iterator[TextIO]:
    """Open a text file, gzipped or not.

    Raises:
        ReplayError: If it cannot be opened.
    """
    try:
        raw = path.open("rb")
    except OSError as error:
        raise ReplayError(
            f"{path} cannot be read ({error.strerror}): name another file."
        ) from None
    with raw:
        packed = raw.read(2) == _GZIP
        raw.seek(0)
        binary = gzip.GzipFile(fileobj=raw) if packed else raw
        with io.TextIOWrapper(binary, encoding="utf-8-sig", newline="") as text:
            yield text


@dataclass(frozen=True)
class EventFile:
    """A CSV file `person,at,kind,value`, gzipped or not.

    The rows of one person stand together; within a person they may stand in any order. `zone`
    says whose days count; `off` returns the days that never count, from one year to another.
    """

    path: Path
    zone: str
    off: Callable[[int, int], OffDays]
    calendars: dict[tuple[int, int], OffDays] = field(default_factory=dict)

    def people(self) -> Iterator[Person]:
        """Yield the people one by one, in the file's order.

        Raises:
            ReplayError: For the first line that cannot be used.
        """
        with opened(self.path) as file:
            for name, rows in groupby(_rows(self.path, file), key=lambda row: row.person):
                yield self._person(name, list(_few(self.path, name, rows)))

    def _person(self, name: str, rows: list[_Row]) -> Person:
        start, end = (self._only(name, rows, kind) for kind in (START, END))
        if end < start:
            said = f"{name} ends before the start: correct one of them."
            raise _wrong(self.path, rows[0].line, said)
        rows.sort(key=lambda row: row.at)
        events = [_event(self.path, row, self.zone) for row in rows if row.kind in _KINDS]
        years = (min(start, rows[0].at).year - 1, end.year + 1)
        if years not in self.calendars:
            self.calendars[years] = self.off(*years)
        first_day = to_wall(start, self.zone).date()
        return Person(name, History(start, first_day, events, self.calendars[years]), end)

    def _only(self, name: str, rows: list[_Row], kind: str) -> datetime:
        found = [row.at for row in rows if row.kind == kind]
        if len(found) == 1:
            return found[0]
        said = (
            f"{name} has {len(found)} rows {kind} here: each person has one, and all their rows "
            "stand together (sort the file by person)."
        )
        raise _wrong(self.path, rows[0].line, said)


def _few(path: Path, name: str, rows: Iterator[_Row]) -> Iterator[_Row]:
    for number, row in enumerate(rows):
        if number == MOST_EVENTS:
            said = (
                f"{name} has more than {MOST_EVENTS} rows: give each person a name of their own."
            )
            raise _wrong(path, row.line, said)
        yield row


def _rows(path: Path, file: TextIO) -> Iterator[_Row]:
    reader = csv.DictReader(file)
    try:
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            needs = ",".join(COLUMNS)
            raise _wrong(path, 1, f"the column {missing[0]} is missing: begin with {needs}.")
        for row in reader:
            if None in row:
                said = "has more cells than the header: write a decimal with a point, such as 6.5."
                raise _wrong(path, reader.line_num, said)
            yield _row(path, reader.line_num, row)
        if reader.line_num < 2:
            raise _wrong(path, 1, "there is nobody in it: write rows under the header.")
    except (UnicodeDecodeError, EOFError, OSError, csv.Error) as error:
        line = reader.line_num + 1
        raise _wrong(path, line, f"cannot be read ({error}): save it as CSV in UTF-8.") from None


def _row(path: Path, line: int, row: Mapping[str, str | None]) -> _Row:
    person, at, kind, value = ((row[name] or "").strip() for name in COLUMNS)
    if not person:
        raise _wrong(path, line, "there is no person: every row needs one.")
    try:
        instant = datetime.fromisoformat(at)
    except ValueError:
        said = f"{at!r} is no time: write it such as 2026-03-03T12:00:00Z."
        raise _wrong(path, line, said) from None
    if instant.tzinfo is None:
        raise _wrong(path, line, f"{at!r} has no time zone: add Z for UTC.")
    if not FIRST_YEAR <= instant.year <= LAST_YEAR:
        raise _wrong(path, line, f"{at!r} lies outside {FIRST_YEAR}-{LAST_YEAR}: correct it.")
    if kind not in _KINDS and kind not in (START, END):
        known = ", ".join((START, END, *_KINDS))
        raise _wrong(path, line, f"{kind!r} is no kind of event: there are {known}.")
    return _Row(line, person, instant.astimezone(UTC), kind, value)


def _event(path: Path, row: _Row, zone: str) -> Event:
    kind, amount, what = _KINDS[row.kind], 1.0, ""
    if kind is EventKind.RATING:
        what, _, score = row.value.partition("=")
        if not what or not score:
            said = f"{row.value!r} is no rating: write item=score, such as belong=6."
            raise _wrong(path, row.line, said)
        amount = _number(path, row, score)
        if not 0 <= amount <= 10:
            raise _wrong(path, row.line, f"{score} is no score: write a number from 0 to 10.")
    elif kind in _NAMED:
        what = row.value
    elif kind in _NEEDS_DAYS or (kind is EventKind.ABSENCE and row.value):
        amount = _number(path, row, row.value)
        if amount < 0 or (kind in _NEEDS_DAYS and amount == 0):
            raise _wrong(path, row.line, f"{row.value} is no number of days: write one above 0.")
    return Event(row.at, to_wall(row.at, zone).date(), kind, amount, what, f"line {row.line}")


def _number(path: Path, row: _Row, written: str) -> float:
    try:
        number = float(written)
    except ValueError:
        number = float("nan")
    if abs(number) <= 10_000:
        return number
    said = f"{written!r} is no number for {row.kind}: write digits, such as 7."
    raise _wrong(path, row.line, said)


def _wrong(path: Path, line: int, said: str) -> ReplayError:
    return ReplayError(f"{path}, line {line}: {said}")
