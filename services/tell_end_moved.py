"""The regular contact ends on another day than a youth has heard: who tells them, and what goes.

The robot does where its words reach the chat that they chose. Otherwise the worker does, with the
words to say on the page: to whoever has SMS or phone, is in a pause, or had a cry for help. An SMS
is a postcard, and a goodbye that has another day is nothing for one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from content.areas.ending import EndingKey
from content.phrases import date_of
from domain.checkin import cancel, moved
from domain.load import LOOK_BACK
from domain.message import OutboxState, Purpose
from domain.people import Channel, Youth
from domain.plan import Programme
from domain.task import Task, TaskKind
from domain.wall import to_wall
from services.new_worker_news import hears_at
from services.quiet_prompts import close_in_place
from services.say import Line, mentor_of, to_youth
from services.world import House
from storage import begun, checkins, outbox, tasks, told
from storage.outbox import FINAL
from storage.tx import Rx, Tx

MOVED = "moved"  # how a duty ended that would have said another day
SET_END = "set_end"  # as it stands in the trail, and why a message was skipped


def has_heard(rx: Rx, youth: Youth, programme: Programme) -> bool:
    """Return whether a youth has heard of an end, by the robot or by their worker."""
    found = list(_said(rx, youth, programme))
    return any(duty is None or (duty.due_at is None and duty.outcome != MOVED) for duty in found)


def take_back_notices(
    tx: Tx, now: datetime, house: House, youth: Youth, programme: Programme
) -> None:
    """Close a notice that stands open, or never let it leave: it names the wrong weeks."""
    for checkin in checkins.open_of(tx, youth.id):
        contact = programme.find(checkin.contact_key)
        if contact is not None and contact.is_notice:
            checkins.save(tx, moved(checkin, cancel(checkin), now))
            close_in_place(tx, now, house, youth, checkin)
    for duty in _said(tx, youth, programme):
        if duty is not None and duty.due_at is not None:
            tasks.done(tx, now, duty.id, duty.staff_id, MOVED)


def tell_end_moved(
    tx: Tx, now: datetime, house: House, youth: Youth, end: date, number: int
) -> datetime | None:
    """Tell a youth the new day (local), as the `number`th time; an earlier one not told is none.

    Returns when they read it (UTC), or None where their worker has the duty to say it by the end
    of the next working day.
    """
    _take_back_earlier(tx, now, youth, number)
    at = hears_at(tx, now, house, youth) if youth.channel is Channel.BOT else None
    words = house.texts.say(
        youth.language,
        EndingKey.MOVED,
        navn=youth.first_name,
        dato=date_of(end, to_wall(now, youth.zone).date(), youth.language),
        medarbejder=mentor_of(tx, youth).first_name,
    )
    if at is None:
        _owe(tx, now, house, youth, words, number)
        return None
    line = Line(
        purpose=Purpose.NOTICE,
        key=EndingKey.MOVED,
        text=words,
        dedupe=name_of_move(youth, number),
        due_at=at,
    )
    to_youth(tx, now, youth, line)
    return at


def name_of_move(youth: Youth, number: int) -> str:
    """Return under which name what is said about the `number`th day is queued once."""
    return f"end_date:{youth.id}:{number}"


def _said(rx: Rx, youth: Youth, programme: Programme) -> Iterator[Task | None]:
    """Yield for each notice that was due the worker's duty to say it; None where the robot did."""
    keys = {one.key for one in programme.contacts if one.is_notice}
    for one in begun.handled(rx, youth.id, LOOK_BACK):
        if one.contact_key not in keys:
            continue
        about = f"{youth.id}:{one.contact_key}:{int(one.due_at.timestamp())}"
        duty = tasks.named(rx, f"plan:{about}") or tasks.named(rx, f"notice:{about}")
        if duty is not None or one.reason is None:
            yield duty


def _take_back_earlier(tx: Tx, now: datetime, youth: Youth, number: int) -> None:
    names = [name_of_move(youth, one) for one in range(1, number)]
    queued = [one for name in names if (one := told.named(tx, name)) is not None]
    if queued:  # those that have left stay
        outbox.move(tx, queued, OutboxState.SKIPPED, reason=SET_END, **FINAL)
    for name in names:
        duty = tasks.named(tx, _by_hand(name))
        if duty is not None and duty.due_at is not None:
            tasks.done(tx, now, duty.id, duty.staff_id, MOVED)


def _owe(tx: Tx, now: datetime, house: House, youth: Youth, words: str, number: int) -> None:
    duty = Task(
        id=tx.new_id(),
        youth_id=youth.id,
        staff_id=mentor_of(tx, youth).id,
        kind=TaskKind.PLANNED_CONTACT,
        created_at=now,
        due_at=house.site.end_of_next_working_day(now),
        detail=words,
    )
    tasks.add(tx, duty, dedupe=_by_hand(name_of_move(youth, number)))


def _by_hand(name: str) -> str:
    return f"{name}:say"
