"""What must agree within a programme file. Every function yields all it finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from content.errors import Problem
from content.programme_shapes import (
    ContactShape,
    OptionShape,
    ProgrammeShape,
    QuestionShape,
    WaitsShape,
    WordingShape,
)
from content.texts import placeholders
from domain.cadence import next_occurrence

LONGEST_BUTTON = 24
MOST_OPTIONS = 8
QUESTION_PLACEHOLDERS = frozenset({"navn"})
OPENING_PLACEHOLDERS = {
    "checkin": frozenset({"navn"}),
    "cafe": frozenset({"navn", "hvornaar"}),
}
_FIRST_DAY = date(2024, 1, 1)  # any Monday: only the gaps between occurrences are looked at
_LOOKED_AT = 12

Found = tuple[str, str, str]  # place, what, remedy


def problems_of(programme: ProgrammeShape, file: str) -> list[Problem]:
    """Return everything in the programme that does not agree."""
    return [Problem(file, *found) for found in _all(programme)]


def _all(programme: ProgrammeShape) -> Iterator[Found]:
    if not programme.contacts:
        yield "contacts", "is empty", "add at least one contact, such as [contacts.weekly]"
    if not programme.ladder:
        yield "ladder", "is empty", 'write at least ["mentor"]'
    yield from _twice("ladder", programme.ladder, "name each rung once")
    yield from _waits(programme.waits)
    yield from _wording("title", programme.title, frozenset())
    for key, contact in programme.contacts.items():
        yield from _contact(f"contacts.{key}", contact)


def _waits(waits: WaitsShape) -> Iterator[Found]:
    if waits.red_repeat_later is not None and waits.red_repeat_later < waits.red_repeat:
        remedy = "write the same time or a longer one"
        yield "waits.red_repeat_later", "is shorter than red_repeat", remedy


def _contact(place: str, contact: ContactShape) -> Iterator[Found]:
    if not contact.questions:
        yield f"{place}.questions", "is empty", "add at least one question"
    keys = [question.key for question in contact.questions]
    yield from _twice(f"{place}.questions", keys, "give each question a key of its own")
    yield from _wording(f"{place}.opening", contact.opening, OPENING_PLACEHOLDERS[contact.kind])
    yield from _beginning(place, contact)
    yield from _lengths(place, contact)
    for index, question in enumerate(contact.questions):
        yield from _question(f"{place}.questions[{index}]", question)


def _beginning(place: str, contact: ContactShape) -> Iterator[Found]:
    if contact.kind == "checkin":
        if contact.begins is not None:
            yield f"{place}.begins", "is only for a café", "remove it"
        if contact.window is None:
            yield f"{place}.window", "is missing", 'add it, such as window = "3 days"'
    elif contact.begins is None:
        yield f"{place}.begins", "is missing", 'add when the café begins, such as "17.00"'
    elif contact.begins <= contact.at:
        yield f"{place}.begins", "is not after the message", "write a later time of the same day"
    elif contact.window is not None:
        yield f"{place}.window", "is not for a café", "remove it: answers count until it begins"


def _lengths(place: str, contact: ContactShape) -> Iterator[Found]:
    window = open_for(contact)
    if window is None:
        return  # said already
    if contact.remind_after is not None and contact.remind_after >= window:
        remedy = "let the reminder come before the question closes"
        yield f"{place}.remind_after", "comes after the question has closed", remedy
    if contact.kind == "cafe" and contact.late_after >= window:
        remedy = "write a shorter time"
        yield f"{place}.late_after", "lets the message come after the café began", remedy
    gap = shortest_gap(contact)
    if gap is not None and window > gap:
        remedy = "close the question sooner, or ask more seldom"
        yield f"{place}.window", "is still open when the next question comes", remedy


def open_for(contact: ContactShape) -> timedelta | None:
    """Return how long answers count; None when the file does not say."""
    if contact.kind == "checkin":
        return contact.window
    if contact.begins is None or contact.begins <= contact.at:
        return None
    return _of_day(contact.begins.hour, contact.begins.minute) - _of_day(
        contact.at.hour, contact.at.minute
    )


def _of_day(hour: int, minute: int) -> timedelta:
    return timedelta(hours=hour, minutes=minute)


def shortest_gap(contact: ContactShape) -> timedelta | None:
    """Return the shortest time between two occurrences; None when there are no two."""
    found: list[datetime] = []
    after = datetime.combine(_FIRST_DAY, datetime.min.time(), UTC)
    while len(found) < _LOOKED_AT:
        occurrence = next_occurrence(
            contact.rule, contact.at, "UTC", anchor=_FIRST_DAY, after=after
        )
        if occurrence is None:
            break
        found.append(occurrence)
        after = occurrence
    return min((later - earlier for earlier, later in pairwise(found)), default=None)


def _question(place: str, question: QuestionShape) -> Iterator[Found]:
    yield from _wording(f"{place}.text", question.text, QUESTION_PLACEHOLDERS)
    if question.kind != "scale":
        for name in ("lowest", "highest", "low_up_to"):
            if getattr(question, name) is not None:
                yield (
                    f"{place}.{name}",
                    "is only for a scale",
                    'remove it, or write kind = "scale"',
                )
    if question.kind == "scale":
        yield from _scale(place, question)
    if question.kind == "choice":
        yield from _choice(f"{place}.options", question.options)
    elif question.options:
        yield f"{place}.options", "are only for a choice", 'remove them, or write kind = "choice"'


def _scale(place: str, question: QuestionShape) -> Iterator[Found]:
    lowest = 0 if question.lowest is None else question.lowest
    highest = 10 if question.highest is None else question.highest
    if lowest >= highest:
        yield f"{place}.highest", "is not above the lowest", "write a number above it, at most 10"
    elif question.low_up_to is not None and not lowest <= question.low_up_to < highest:
        remedy = f"write a number from {lowest} to {highest - 1}"
        yield f"{place}.low_up_to", "is outside the scale, or all of it", remedy


def _choice(place: str, options: Sequence[OptionShape]) -> Iterator[Found]:
    if not 2 <= len(options) <= MOST_OPTIONS:
        yield place, f"has {len(options)} of them", f"write 2 to {MOST_OPTIONS} options"
    yield from _twice(place, [option.key for option in options], "give each a key of its own")
    for language in ("da", "en"):
        labels = [getattr(option.label, language) for option in options]
        yield from _twice(place, labels, f"give each a {language} label of its own")
    for index, option in enumerate(options):
        here = f"{place}[{index}].label"
        yield from _wording(here, option.label, frozenset())
        for language in ("da", "en"):
            label = getattr(option.label, language)
            if len(label) > LONGEST_BUTTON:
                what = f"has {len(label)} characters"
                yield f"{here}.{language}", what, f"write at most {LONGEST_BUTTON}: it is a button"


def _wording(place: str, wording: WordingShape, allowed: frozenset[str]) -> Iterator[Found]:
    used: set[frozenset[str]] = set()
    for language in ("da", "en"):
        try:
            names = placeholders(getattr(wording, language))
        except ValueError as error:
            remedy = "write a placeholder as {navn}, and a brace itself twice"
            yield f"{place}.{language}", f"cannot be filled in ({error})", remedy
            continue
        used.add(names)
        for name in sorted(names - allowed):
            may = ", ".join(f"{{{each}}}" for each in sorted(allowed)) or "no placeholder"
            yield f"{place}.{language}", f"uses {{{name}}}", f"use only {may} here"
    if len(used) > 1:
        yield place, "has other placeholders in Danish than in English", "use the same in both"


def _twice(place: str, names: Iterable[str], remedy: str) -> Iterator[Found]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield place, f'has "{name}" twice', remedy
        seen.add(name)
