"""What must agree within one contact of a programme file. Every function yields all it finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from content.programme_lines import WordingShape
from content.programme_shapes import ContactShape, DaysShape, ProgrammeShape
from content.question_checks import (
    Found,
    follow_up_problems,
    question_problems,
    twice,
    wording_problems,
)
from content.question_shapes import QuestionShape
from domain.cadence import next_occurrence

MOST_TAPS = 3
DAYS_FOR_ALL_ITEMS = 3
OPENING_PLACEHOLDERS = {
    "checkin": frozenset({"navn"}),
    "cafe": frozenset({"navn", "hvornaar"}),
    "caring": frozenset({"navn", "linje", "medarbejder"}),
}
_FIRST_DAY = date(2024, 1, 1)  # any Monday: only the gaps between occurrences are looked at
_LOOKED_AT = 12
_OF_CHECKINS = (
    "window",
    "always",
    "rotate",
    "without",
    "all_items",
    "fixed",
    "own_first",
    "pick_up_after",
    "sms_window",
)
_OF_PROMPTS = ("begins", "remind_after", "questions", *_OF_CHECKINS)
# Lines that a kind has no use for.
_USELESS = {
    "checkin": ("begins", "drafts", "duty"),
    "cafe": ("drafts", "duty", *_OF_CHECKINS),
    "caring": ("rule", "on_days", "before_end", "duty", *_OF_PROMPTS),
    "duty": ("drafts", "opening", "late", "late_after", *_OF_PROMPTS),
}
_WHY = {
    ("checkin", "begins"): ("is only for a café", "remove it"),
    ("cafe", "window"): ("is not for a café", "remove it: answers count until it begins"),
    ("caring", "rule"): ("is not for caring messages", "remove it: the drafts name their days"),
    ("caring", "on_days"): ("is not for caring messages", "remove it: the drafts name their days"),
    ("caring", "questions"): ("are not for caring messages", "remove them: they ask nothing"),
}


def contact_problems(
    key: str, contact: ContactShape, programme: ProgrammeShape
) -> Iterator[Found]:
    """Yield everything that is wrong with one contact."""
    place = f"contacts.{key}"
    yield from _useless(place, contact)
    yield from _needed(place, contact)
    yield from days_problems(place, contact)
    yield from _topic(f"{place}.topic", contact.topic, programme)
    if contact.opening is not None and contact.kind in OPENING_PLACEHOLDERS:
        allowed = OPENING_PLACEHOLDERS[contact.kind]
        yield from wording_problems(f"{place}.opening", contact.opening, allowed)
    if contact.kind in {"checkin", "cafe"}:
        yield from _beginning(place, contact)
        yield from _lengths(place, contact)
        yield from _asked(place, contact, programme)
    yield from _drafts(f"{place}.drafts", contact)


def days_problems(place: str, days: DaysShape) -> Iterator[Found]:
    """Yield what is wrong with a stretch of days."""
    if days.until_day is not None and days.until_day < days.from_day:
        yield f"{place}.until_day", "is before from_day", "write the same day or a later one"
    yield from twice(f"{place}.tiers", days.tiers, "name each tier once")


def _useless(place: str, contact: ContactShape) -> Iterator[Found]:
    for name in _USELESS[contact.kind]:
        if getattr(contact, name):
            usual = (f"is not for a contact of the kind {contact.kind}", "remove it")
            yield (f"{place}.{name}", *_WHY.get((contact.kind, name), usual))


def _needed(place: str, contact: ContactShape) -> Iterator[Found]:
    if contact.kind != "duty":
        for name, such_as in (
            ("opening", "in both languages"),
            ("late", 'such as late = "send"'),
            ("late_after", 'such as late_after = "24 hours"'),
        ):
            if getattr(contact, name) is None:
                yield f"{place}.{name}", "is missing", f"add it, {such_as}"
    elif contact.duty is None:
        yield f"{place}.duty", "is missing", 'say what the worker does, such as "first_call"'
    if contact.kind != "caring":
        yield from _days(place, contact)


def _days(place: str, contact: ContactShape) -> Iterator[Found]:
    named = [contact.rule is not None, bool(contact.on_days), bool(contact.before_end)]
    if sum(named) != 1:
        remedy = (
            'write rule = "FREQ=WEEKLY;BYDAY=TU", on_days = [3] or before_end = [7], one of them'
        )
        yield f"{place}.rule", "and on_days are both there, or both missing", remedy
    if contact.on_days != sorted(set(contact.on_days)):
        yield f"{place}.on_days", "does not rise", "write each day once, the earliest first"
    if contact.before_end != sorted(set(contact.before_end), reverse=True):
        yield f"{place}.before_end", "does not fall", "write each day once, the farthest first"


def _topic(place: str, topic: str | None, programme: ProgrammeShape) -> Iterator[Found]:
    if topic is not None and topic not in programme.topics:
        yield place, f'is "{topic}", which is no topic', "write it under [topics], or correct it"


def _beginning(place: str, contact: ContactShape) -> Iterator[Found]:
    if contact.kind == "checkin":
        if contact.window is None:
            yield f"{place}.window", "is missing", 'add it, such as window = "3 days"'
    elif contact.begins is None:
        yield f"{place}.begins", "is missing", 'add when the café begins, such as "17.00"'
    elif contact.begins <= contact.at:
        yield f"{place}.begins", "is not after the message", "write a later time of the same day"


def _asked(place: str, contact: ContactShape, programme: ProgrammeShape) -> Iterator[Found]:
    own = contact.questions
    if not (own or contact.always or contact.rotate or contact.all_items):
        yield f"{place}.questions", "is empty", "add at least one question"
    keys = [question.key for question in own]
    others = {question.key for question in programme.rotating}
    yield from twice(f"{place}.questions", keys, "give each question a key of its own")
    for key in sorted(others.intersection(keys)):
        yield f"{place}.questions", f'has "{key}", which is an item', "give it a key of its own"
    yield from _items(place, contact, others)
    follow_ups = {question.key for question in programme.follow_ups}
    for index, question in enumerate(own):
        here = f"{place}.questions[{index}]"
        yield from question_problems(here, question)
        yield from _topic(f"{here}.topic", question.topic, programme)
        yield from follow_up_problems(here, question, follow_ups, {*keys, *others})
    if (taps := most_taps(contact, programme)) > MOST_TAPS:
        remedy = f"ask at most {MOST_TAPS}, one for each follow-up counted"
        yield f"{place}.questions", f"may take {taps} taps", remedy


def _items(place: str, contact: ContactShape, known: set[str]) -> Iterator[Found]:
    for line in ("always", "without"):
        for name in getattr(contact, line):
            if name not in known:
                yield f"{place}.{line}", f'has "{name}", which is no item', "name one of [items]"
    fixed = [*contact.always, *contact.without]
    yield from twice(f"{place}.always and without", fixed, "name each item once")
    if contact.rotate > max(0, len(known) - len(set(fixed))):
        yield f"{place}.rotate", "is more than there are items", "write a smaller number"
    if contact.all_items:
        yield from _all_items(place, contact, known)


def _all_items(place: str, contact: ContactShape, known: set[str]) -> Iterator[Found]:
    if contact.always or contact.rotate or contact.questions:
        yield f"{place}.all_items", "asks nothing else", "remove the other questions"
    if len(contact.on_days) % DAYS_FOR_ALL_ITEMS or not contact.on_days:
        yield f"{place}.on_days", "are not three and three", "write such as [90, 91, 92]"
    if not known:
        yield f"{place}.all_items", "has no items", "add [items]"


def most_taps(contact: ContactShape, programme: ProgrammeShape) -> int:
    """Return how many questions one check-in may hold at most, each follow-up counted."""
    rotating = programme.rotating
    if contact.all_items:
        parts = [rotating[day::DAYS_FOR_ALL_ITEMS] for day in range(DAYS_FOR_ALL_ITEMS)]
        return max(len(part) + _with_follow_up(part) for part in parts)
    fixed = [one for one in rotating if one.key in contact.always] + contact.questions
    elsewhere = {*contact.always, *contact.without}
    turning = [one for one in rotating if one.key not in elsewhere]
    turns = contact.rotate + min(contact.rotate, _with_follow_up(turning))
    return len(fixed) + _with_follow_up(fixed) + turns


def _with_follow_up(questions: Sequence[QuestionShape]) -> int:
    return sum(bool(question.follow_up) for question in questions)


def _drafts(place: str, contact: ContactShape) -> Iterator[Found]:
    if contact.kind != "caring":
        return
    if not contact.drafts:
        yield place, "is empty", "add at least one draft"
    yield from _draft_days(place, contact)
    for index, draft in enumerate(contact.drafts):
        line = WordingShape(da=draft.da, en=draft.en)
        yield from wording_problems(f"{place}[{index}]", line, frozenset({"navn"}))
        for language in ("da", "en"):
            if "?" in getattr(line, language):
                remedy = "say it without a question: nothing is asked here"
                yield f"{place}[{index}].{language}", "asks something", remedy


def _draft_days(place: str, contact: ContactShape) -> Iterator[Found]:
    days = [draft.day for draft in contact.drafts if draft.day is not None]
    if days != sorted(set(days)):
        yield place, "do not rise", "write one draft a day, the earliest first"
    for index, draft in enumerate(contact.drafts):
        if (draft.day is None) == (draft.before_end is None):
            remedy = "write day = 7 or before_end = 3, one of the two"
            yield f"{place}[{index}]", "has no day, or two", remedy


def _lengths(place: str, contact: ContactShape) -> Iterator[Found]:
    window = open_for(contact)
    if window is None:
        return  # said already
    if contact.remind_after is not None and contact.remind_after >= window:
        remedy = "let the reminder come before the question closes"
        yield f"{place}.remind_after", "comes after the question has closed", remedy
    if contact.kind == "cafe" and contact.late_after and contact.late_after >= window:
        remedy = "write a shorter time"
        yield f"{place}.late_after", "lets the message come after the café began", remedy
    yield from _pick_up(place, contact, window)
    gap = shortest_gap(contact)
    if gap is not None and window > gap:
        remedy = "close the question sooner, or ask more seldom"
        yield f"{place}.window", "is still open when the next question comes", remedy


def _pick_up(place: str, contact: ContactShape, window: timedelta) -> Iterator[Found]:
    if contact.pick_up_after is None:
        if contact.sms_window is not None:
            remedy = "remove it: elsewhere the window says how long an SMS is answered"
            yield f"{place}.sms_window", "is only for a question of the morning", remedy
        return
    here = f"{place}.pick_up_after"
    if contact.pick_up_after >= window:
        remedy = "let the worker hear of it while the question is open"
        yield here, "comes after the question has closed", remedy
    if contact.remind_after is not None:
        yield here, "stands beside remind_after", "keep one of the two"
    if not contact.questions or not (contact.own_first or not _has_items(contact)):
        yield here, "has no first question of its own", "write own_first = true and a question"


def _has_items(contact: ContactShape) -> bool:
    return bool(contact.always or contact.rotate or contact.all_items)


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
    if contact.rule is None:
        gaps = (later - earlier for earlier, later in pairwise(contact.on_days))
        return timedelta(days=min(gaps)) if len(contact.on_days) > 1 else None
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
