"""The two clocks of the contact guarantee, and when they must be looked at again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.case import CaseKind
from domain.clocks import (
    contact_due_at,
    is_human_contact,
    is_talking,
    is_watched,
    not_after_look,
    unread_due_at,
)
from domain.people import Youth
from domain.task import TaskKind
from services.attention_due import attention_due
from services.quiet_prompts import hold_back
from services.world import House
from storage import cases, replies, tasks
from storage import youths as youth_rows
from storage.tx import Rx, Tx

# What only waits for somebody to have seen it. All else needs a talk.
WAIT_FOR_A_READER = frozenset({CaseKind.WORD, CaseKind.LOW_ANSWER, CaseKind.UNREAD})


def sign_of_life(tx: Tx, now: datetime, youth: Youth) -> None:
    """Note that the youth did something. It tells silence, and never fulfils the interval.

    It also ends quiet mode: the next question is a light one, and never about the gap.
    """
    youth_rows.change(tx, youth.id, last_sign_of_life_at=now)
    _wake(tx, now, youth)


def _wake(tx: Tx, now: datetime, youth: Youth) -> None:
    if youth.quieted_at is None:
        return
    youth_rows.change(tx, youth.id, quieted_at=None, woke_at=now)
    for task in tasks.open_of_youth(tx, youth.id):
        if task.kind is TaskKind.TRY_YOURSELF:
            tasks.done(tx, now, task.id, task.staff_id, "youth_came_back")


def youth_wrote(tx: Tx, now: datetime, house: House, youth: Youth) -> None:
    """Note a free word or voice of the youth; within 72 hours of the worker's it is contact."""
    youth_rows.change(tx, youth.id, last_word_at=now)
    sign_of_life(tx, now, youth)
    if is_human_contact(youth.last_staff_message_at, now):
        _words_met(tx, now, house, youth)
    _let_them_talk(tx, now, replace(youth, last_word_at=now))


def worker_wrote(tx: Tx, now: datetime, house: House, youth: Youth) -> None:
    """Note a worker's written message; within 72 hours of the youth's word it is contact."""
    youth_rows.change(tx, youth.id, last_staff_message_at=now)
    if is_human_contact(youth.last_word_at, now):
        _words_met(tx, now, house, youth)
    _let_them_talk(tx, now, replace(youth, last_staff_message_at=now))


def _let_them_talk(tx: Tx, now: datetime, youth: Youth) -> None:
    """Keep questions that wait to leave out of a talk; the planner adds none to it."""
    if is_talking(youth, now):
        hold_back(tx, now, youth.id, "talking")


def talked(
    tx: Tx, now: datetime, house: House, youth: Youth, *, next_contact_at: datetime | None = None
) -> None:
    """Note that worker and youth have been in contact, and plan the next contact.

    The next one is due on the promised day, or else when the agreed interval has run. After a red
    case it is no later than on the day of the second follow-up: who has not been talked with by
    the end of it is a case.
    """
    after = replace(youth, last_human_contact_at=now, next_contact_at=next_contact_at)
    look = _second_look(tx, house, youth.id)
    agreed = contact_due_at(after, house.site)
    if look is not None and look > now and (agreed is None or agreed > look):
        next_contact_at = look
    youth_rows.change(tx, youth.id, last_human_contact_at=now, next_contact_at=next_contact_at)
    look_again(tx, house, youth.id)


def contact_due(rx: Rx, house: House, youth: Youth) -> datetime | None:
    """Return from when human contact is due (UTC), or None where nobody is watched.

    It is never later than the second look after red. A talk sets that day as promised (`talked`),
    so that the page and /uge say it; but a promise ends with any contact on its day, and one for
    an earlier day stood in its place. Words in between, an interval that is agreed anew, and a
    pause would then put the look off, if it were not looked at for itself.
    """
    due = contact_due_at(youth, house.site)
    if due is None:
        return None
    return not_after_look(due, _second_look(rx, house, youth.id), youth, house.site)


def _second_look(rx: Rx, house: House, youth_id: int) -> datetime | None:
    """Return the end (UTC) of the day on which somebody looks again after red, or None.

    It is the day that it was first due, however often it was put off.
    """
    owed = tasks.owed_since(rx, youth_id, TaskKind.FOLLOW_UP_WEEK)
    return house.site.end_of_working_day(owed) if owed is not None else None


def _words_met(tx: Tx, now: datetime, house: House, youth: Youth) -> None:
    """Words in both directions are contact; a day that was promised stands all the same."""
    youth_rows.change(tx, youth.id, last_human_contact_at=now)
    look_again(tx, house, youth.id)


def next_look(rx: Rx, house: House, youth: Youth) -> datetime | None:
    """Return when our duties to this youth are looked at next (UTC), or None where there are none.

    That is when contact is due, or when something that they sent should have been read.
    """
    dues = (
        contact_due(rx, house, youth),
        reading_due(rx, house, youth),
        attention_due(rx, house, youth),
    )
    return min((due for due in dues if due is not None), default=None)


def reading_due(rx: Rx, house: House, youth: Youth) -> datetime | None:
    """Return by when what is unread must be read (UTC).

    None where all is read, where a case says already that something waits to be read, or where
    nobody is watched any more.
    """
    if not is_watched(youth):
        return None
    still_open = {case.kind for case in cases.of_youth(rx, youth.id, still_open=True)}
    if still_open & WAIT_FOR_A_READER:
        return None
    return unread_due_at(replies.oldest_unread_at(rx, youth.id), house.site)


def look_again(tx: Tx, house: House, youth_id: int) -> datetime | None:
    """Set when the contact guarantee of this youth is looked at next; return that instant (UTC).

    None means that nobody is promised anything: no yes yet, a no, or the end.
    """
    youth = youth_rows.get(tx, youth_id)
    if youth is None:
        return None
    due = next_look(tx, house, youth)
    if due != youth.reassess_at:
        youth_rows.change(tx, youth_id, reassess_at=due)
        tx.wake("reassess")
    return due
