"""Whose turn it is: which of two check-ins of one day, and which of the ratings it asks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from domain.load import Before, Turn
from domain.plan import PlannedContact, Programme
from domain.question import Question

_DAYS_FOR_ALL = 3
_A_DAY = timedelta(days=1)


def whose_turn(
    sharing: Sequence[PlannedContact], due_at: datetime, before: Before
) -> PlannedContact:
    """Return which of the check-ins that come on one day is asked: the one that waited longest.

    What became of the others on the day of `due_at` (UTC) itself weighs nothing, so that it is
    the same whichever of them is looked at first.
    """

    def waits_since(contact: PlannedContact) -> float:
        asked = (
            turn.due_at.timestamp()
            for turn in before.turns
            if turn.key == contact.key and turn.reason is None and turn.due_at <= due_at - _A_DAY
        )
        return max(asked, default=0.0)

    return min(sharing, key=waits_since)


def asks_for_all(contact: PlannedContact, sharing: Sequence[PlannedContact]) -> PlannedContact:
    """Return a check-in that asks what the others of its day ask every time, and no more in all.

    What is promised every week is asked every week, also by the one whose turn it is.
    """
    theirs = {key for one in sharing for key in one.always} - set(contact.always)
    if not theirs:
        return contact
    rotate = max(0, contact.rotate - len(theirs))
    return replace(contact, always=(*contact.always, *sorted(theirs)), rotate=rotate)


def questions_for(
    programme: Programme,
    contact: PlannedContact,
    day: int,
    turns: Sequence[Turn],
    topics_off: Collection[str],
) -> tuple[str, ...]:
    """Return the keys of what one check-in asks, in order.

    First the items it always asks, then those that were asked longest ago, then its own
    questions; with `own_first` these come first. What is on a topic that the youth has stopped
    is left out.

    Args:
        programme: The programme; its first items were asked together with the worker on day 0.
        contact: The check-in.
        day: The day after the youth's start.
        turns: What came before, oldest first.
        topics_off: Topics that the youth has stopped.
    """
    items = [item for item in contact.items if item.topic not in topics_off]
    own = tuple(one.key for one in contact.questions if one.topic not in topics_off)
    if contact.all_items:
        return _part(contact, items, day)
    always = tuple(item.key for item in items if item.key in contact.always)
    age = _last_asked(programme, turns)
    elsewhere = {*contact.always, *contact.without}
    waiting = [item.key for item in items if item.key not in elsewhere]
    turning = sorted(waiting, key=lambda key: age.get(key, -1))[: contact.rotate]
    asked = (*always, *turning)
    return (*own, *asked) if contact.own_first else (*asked, *own)


def in_turn_by_hand(
    contact: PlannedContact, asked: tuple[str, ...], times: int, topics_off: Collection[str]
) -> tuple[str, ...]:
    """Return what a worker asks after so many earlier `times`: each item comes in its turn.

    `asked` is what the robot would ask; of a worker it is not known what they asked last.
    """
    elsewhere = {*contact.always, *contact.without}
    items = [item for item in contact.items if item.topic not in topics_off]
    waiting = [item.key for item in items if item.key not in elsewhere]
    places = [place for place, key in enumerate(asked) if key in waiting]
    if contact.all_items or not places:
        return asked
    said = list(asked)
    for number, place in enumerate(places, times * len(places)):
        said[place] = waiting[number % len(waiting)]
    return tuple(said)


def asks_something(
    programme: Programme, contact: PlannedContact, topics_off: Collection[str]
) -> bool:
    """Return whether a check-in has a question left beside the topics that a youth has stopped."""
    wanted = contact.topic not in topics_off
    return wanted and bool(questions_for(programme, contact, 0, (), topics_off))


def _part(contact: PlannedContact, items: Sequence[Question], day: int) -> tuple[str, ...]:
    """Return the part of all items that belongs to this one of three days."""
    place = contact.on_days.index(day) if day in contact.on_days else 0
    return tuple(item.key for item in items[place % _DAYS_FOR_ALL :: _DAYS_FOR_ALL])


def _last_asked(programme: Programme, turns: Sequence[Turn]) -> dict[str, int]:
    """Return for every item when it was asked last: a higher number is later, none is never."""
    first = [item.key for item in programme.items[: programme.items_together]]
    asked = [*first, *(key for turn in turns for key in turn.asked)]
    return {key: number for number, key in enumerate(asked)}
