"""What must agree within a programme file. Every function yields all it finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from content.contact_checks import contact_problems, days_problems
from content.errors import Problem
from content.programme_shapes import (
    PhaseShape,
    ProgrammeShape,
    TierName,
    WaitsShape,
    WindowShape,
)
from content.question_checks import (
    Found,
    follow_up_problems,
    question_problems,
    twice,
    wording_problems,
)
from content.risk_file import risk_problems
from content.risk_shapes import RiskShape

_TIERS: tuple[TierName, ...] = ("A", "B", "C")


def problems_of(programme: ProgrammeShape, file: str) -> list[Problem]:
    """Return everything in the programme that does not agree."""
    return [Problem(file, *found) for found in _all(programme)]


def _all(programme: ProgrammeShape) -> Iterator[Found]:
    if not programme.contacts:
        yield "contacts", "is empty", "add at least one contact, such as [contacts.weekly]"
    if not programme.ladder:
        yield "ladder", "is empty", 'write at least ["mentor"]'
    yield from twice("ladder", [one.rung for one in programme.ladder], "name each rung once")
    if programme.ladder and programme.ladder[-1].is_bound:
        remedy = "remove them there: somebody can always be told"
        yield f"ladder[{len(programme.ladder) - 1}]", "is the last and has hours", remedy
    yield from _waits(programme.waits)
    yield from wording_problems("title", programme.title, frozenset())
    yield from _interval(programme)
    yield from _phases(programme.phases)
    for key, label in programme.topics.items():
        yield from wording_problems(f"topics.{key}", label, frozenset())
    yield from _cafe(programme)
    yield from _pool(programme)
    for key, contact in programme.contacts.items():
        yield from contact_problems(key, contact, programme)
    yield from _end(programme)
    if programme.risk is not None:
        yield from risk_problems(programme.risk, "risk.")
        yield from _item_names(programme, programme.risk)


def _end(programme: ProgrammeShape) -> Iterator[Found]:
    if programme.end_day is not None:
        return
    for key, contact in programme.contacts.items():
        if contact.before_end or any(one.before_end is not None for one in contact.drafts):
            remedy = "add the usual last day at the top, such as end_day = 365"
            yield f"contacts.{key}", "counts from the end, which no line names", remedy


def _item_names(programme: ProgrammeShape, risk: RiskShape) -> Iterator[Found]:
    scales = {one.key for one in programme.rotating if one.kind == "scale"}
    for key in sorted(risk.items.keys() - scales):
        yield f"risk.items.{key}", "is no item of this programme", "correct its name or remove it"


def _waits(waits: WaitsShape) -> Iterator[Found]:
    if waits.red_repeat_later is not None and waits.red_repeat_later < waits.red_repeat:
        remedy = "write the same time or a longer one"
        yield "waits.red_repeat_later", "is shorter than red_repeat", remedy
    if waits.remind_before is not None and waits.remind_before >= waits.red_outcome:
        remedy = "write a shorter time: the reminder comes before a taken case goes on"
        yield "waits.remind_before", "is no shorter than red_outcome", remedy


def _cafe(programme: ProgrammeShape) -> Iterator[Found]:
    cafe = programme.cafe
    if cafe is not None and cafe.ends <= cafe.begins:
        yield "cafe.ends", "is not after it begins", "write a later time of the same day"
    if cafe is not None and any(one.kind == "cafe" for one in programme.contacts.values()):
        remedy = "keep one of the two: the series of cafés, or the contact"
        yield "cafe", "and a contact of the kind cafe are both there", remedy


def _interval(programme: ProgrammeShape) -> Iterator[Found]:
    if programme.windows:
        if programme.contact_interval_days is not None:
            remedy = "remove it: the windows say how often a human talks with the youth"
            yield "contact_interval_days", "stands beside [[windows]]", remedy
        yield from _windows(programme.windows)
    elif programme.contact_interval_days is None:
        yield "contact_interval_days", "is missing", "add it, or [[windows]]"


def _windows(windows: Sequence[WindowShape]) -> Iterator[Found]:
    for index, window in enumerate(windows):
        yield from days_problems(f"windows[{index}]", window)
    for tier in _TIERS:
        mine = [one for one in windows if not one.tiers or tier in one.tiers]
        if not _has_no_hole(mine):
            what = f"leave days out, or have some twice, for tier {tier}"
            yield "windows", what, "begin at day 0, go on day after day, leave the last one open"
            return


def _has_no_hole(days: Sequence[WindowShape] | Sequence[PhaseShape]) -> bool:
    following: int | None = 0
    for one in days:
        if one.from_day != following:
            return False
        following = None if one.until_day is None else one.until_day + 1
    return following is None


def _phases(phases: Sequence[PhaseShape]) -> Iterator[Found]:
    for index, phase in enumerate(phases):
        yield from wording_problems(f"phases[{index}].title", phase.title, frozenset())
    following = 0
    for index, phase in enumerate(phases):
        if phase.from_day != following:
            what = f"begins on day {phase.from_day}"
            yield f"phases[{index}].from_day", what, f"write {following}: no day stands alone"
        last = phase.until_day if phase.until_day is not None else phase.from_day
        following = last + 1


def _pool(programme: ProgrammeShape) -> Iterator[Found]:
    items, extra = programme.rotating, programme.follow_ups
    keys = [question.key for question in (*items, *extra)]
    yield from twice("items.questions and follow_ups", keys, "give each a key of its own")
    if programme.items is not None and programme.items.together_first > len(items):
        yield "items.together_first", "is more than there are items", "write a smaller number"
    asides = {question.key for question in extra}
    for index, question in enumerate(items):
        place = f"items.questions[{index}]"
        yield from question_problems(place, question)
        yield from follow_up_problems(place, question, asides, {one.key for one in items})
        if question.topic is not None and question.topic not in programme.topics:
            yield f"{place}.topic", f'is "{question.topic}", which is no topic', "correct it"
    for index, question in enumerate(extra):
        place = f"follow_ups[{index}]"
        yield from question_problems(place, question)
        if question.follow_up:
            remedy = "remove it: a follow-up is one level deep"
            yield f"{place}.follow_up", "follows a follow-up", remedy
