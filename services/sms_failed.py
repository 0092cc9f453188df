"""A planned SMS that did not arrive becomes a duty of the worker: they say it themselves."""

from __future__ import annotations

from datetime import datetime

from content.areas.sms import SmsKey
from domain.checkin import CheckInState, cancel, moved
from domain.message import Road
from domain.task import Task, TaskKind
from services.world import House
from storage import checkins, outbox, tasks
from storage import youths as youth_rows
from storage.outbox import Message
from storage.tx import Tx

# What we began and a human now says: an answer to words has a case, and a reminder its question.
_BEGUN = frozenset(
    str(key)
    for key in (
        SmsKey.CHECKIN,
        SmsKey.CARING_ONE,
        SmsKey.CARING_TWO,
        SmsKey.CARING_THREE,
        SmsKey.INVITE,
        SmsKey.SOFT,
        SmsKey.MOVED,
        SmsKey.OFF,
        SmsKey.AWAY,
    )
)


def hand_over(house: House, tx: Tx, now: datetime, message: Message, why: str) -> None:
    """Let the worker say what an SMS did not bring, once, and take its question back.

    `why` is one word for the log of the caller; the row is the same whatever it was.
    """
    youth = youth_rows.get(tx, message.youth_id) if message.youth_id is not None else None
    if youth is None or message.road is not Road.SMS or message.wording not in _BEGUN:
        return
    opened = outbox.letter(tx, message)
    duty = Task(
        id=tx.new_id(),
        youth_id=youth.id,
        staff_id=youth.mentor_id,
        kind=TaskKind.PLANNED_CONTACT,
        created_at=now,
        due_at=house.site.end_of_working_day(now),
        detail=opened[1].text if opened is not None else None,
    )
    tasks.add(tx, duty, dedupe=duty_name(message.id))
    _take_back(tx, now, message)


def duty_name(outbox_id: int) -> str:
    """Return the name of the duty that an SMS became, by its row in the outbox."""
    return f"sms:{outbox_id}"


def arrived_after_all(tx: Tx, now: datetime, outbox_id: int) -> None:
    """End the duty of an SMS that was answered: nobody says what has been read."""
    duty = tasks.named(tx, duty_name(outbox_id))
    if duty is not None and duty.due_at is not None:
        tasks.done(tx, now, duty.id, duty.staff_id, "youth_answered")


def _take_back(tx: Tx, now: datetime, message: Message) -> None:
    """End the check-in that asked: nobody is silent who was not asked."""
    checkin = checkins.get(tx, message.checkin_id) if message.checkin_id is not None else None
    if checkin is not None and checkin.state is CheckInState.OPEN:
        checkins.save(tx, moved(checkin, cancel(checkin), now))
