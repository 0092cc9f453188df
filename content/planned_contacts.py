"""From the checked lines of a programme file to the contacts and questions of the domain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time, timedelta
from types import MappingProxyType

from content.contact_checks import open_for
from content.programme_lines import WordingShape
from content.programme_shapes import ContactShape, DaysShape, DraftShape, ProgrammeShape
from content.question_shapes import FollowUpShape, OptionShape, QuestionShape
from domain.people import Tier
from domain.plan import ContactKind, Days, Draft, LateRule, PlannedContact
from domain.question import FollowUp, Option, Question, QuestionKind, Wording
from domain.task import TaskKind

WINDOWS = "_windows"  # the contact at which the agreed interval changes; no file can name it so
_NOTHING = timedelta(0)
_NO_WORDS: Wording = MappingProxyType({})
# A duty, or a change of the plan, is never too late.
_NEVER_LATE = timedelta(days=365)


def contact_from(key: str, shape: ContactShape, programme: ProgrammeShape) -> PlannedContact:
    """Return a contact as the planner knows it; its shape must have been checked."""
    drafts = tuple(_draft(one, programme.end_day or 0) for one in shape.drafts)
    by_day = tuple(draft.day for draft in drafts if draft.before_end is None)
    by_end = tuple(draft.before_end for draft in drafts if draft.before_end is not None)
    window = open_for(shape) or _NOTHING
    return PlannedContact(
        key=key,
        kind=ContactKind(shape.kind),
        rule=shape.rule or "",
        on_days=tuple(shape.on_days) or by_day,
        before_end=tuple(shape.before_end) or by_end,
        at=shape.at,
        questions=tuple(question_from(question) for question in shape.questions),
        opening=wording_from(shape.opening) if shape.opening is not None else _NO_WORDS,
        late=LateRule(shape.late or LateRule.SEND),
        late_after=_NEVER_LATE if shape.late_after is None else shape.late_after,
        remind_after=shape.remind_after,
        window=window,
        event_after=window if shape.kind == "cafe" else None,
        days=days_from(shape),
        topic=shape.topic,
        always=tuple(shape.always),
        rotate=shape.rotate,
        without=tuple(shape.without),
        all_items=shape.all_items,
        fixed=shape.fixed,
        own_first=shape.own_first,
        pick_up_after=shape.pick_up_after,
        sms_window=shape.sms_window,
        items=tuple(question_from(item) for item in programme.rotating),
        follow_ups=tuple(question_from(question) for question in programme.follow_ups),
        drafts=drafts,
        duty=TaskKind(shape.duty) if shape.duty is not None else None,
    )


def _draft(shape: DraftShape, end_day: int) -> Draft:
    line: Wording = MappingProxyType({"da": shape.da, "en": shape.en})
    day = shape.day if shape.day is not None else end_day - (shape.before_end or 0)
    return Draft(day, line, shape.before_end)


def turn_of_windows(days: Sequence[int]) -> PlannedContact:
    """Return the contact that lets the agreed interval change on these days after the start."""
    return PlannedContact(
        key=WINDOWS,
        kind=ContactKind.WINDOW,
        rule="",
        on_days=tuple(days),
        at=time(0),
        questions=(),
        opening=_NO_WORDS,
        late=LateRule.SEND,
        late_after=_NEVER_LATE,
        remind_after=None,
        window=_NOTHING,
    )


def days_from(shape: DaysShape) -> Days:
    """Return a stretch of days."""
    return Days(shape.from_day, shape.until_day, frozenset(Tier(name) for name in shape.tiers))


def wording_from(shape: WordingShape) -> Wording:
    """Return a text in its two languages."""
    return MappingProxyType({"da": shape.da, "en": shape.en})


def question_from(shape: QuestionShape) -> Question:
    """Return a question; its shape must have been checked."""
    return Question(
        key=shape.key,
        kind=QuestionKind(shape.kind),
        text=wording_from(shape.text),
        options=tuple(_option(option) for option in shape.options),
        lowest=0 if shape.lowest is None else shape.lowest,
        highest=10 if shape.highest is None else shape.highest,
        low_up_to=shape.low_up_to,
        topic=shape.topic,
        follow_ups=tuple(_follow_up(one) for one in shape.follow_up),
    )


def _option(shape: OptionShape) -> Option:
    return Option(shape.key, wording_from(shape.label), shape.low)


def _follow_up(shape: FollowUpShape) -> FollowUp:
    return FollowUp(
        ask=shape.ask, low=shape.low, high=shape.high, options=frozenset(shape.options)
    )
