"""The regular contact with a youth ends, because a human says so; it can be taken back for a day.

Nothing ends by itself. What the youth writes later is passed on to the worker as it is for
everybody who has left, and /start opens the door again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from content.areas.ending import EndingKey
from domain.ending import UNDO_WITHIN, NotEnded, WhyEnded, why_not_yet
from domain.message import OutboxState, Purpose
from domain.people import Actor, Staff, Youth, YouthStatus
from services.change_worker import what_waits
from services.end_rows import close_end_rows, owe_day
from services.human_contact import look_again
from services.initial import initial_and_phase
from services.may_say_yes import BY_HAND
from services.new_worker_news import hears_at
from services.occurrences import following
from services.programme_of import programme_of
from services.queue_message import cancel_queued
from services.quiet_prompts import take_back_prompts
from services.say import Line, mentor_of, to_staff, to_youth
from services.world import House
from storage import audit, outbox, planned, told
from storage import youths as youth_rows
from storage.outbox import FINAL
from storage.tx import Rx, Tx

END, UNDONE = "end", "end_undone"  # as they stand in the trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Why the contact ends, and whom the youth may call from here on."""

    why: WhyEnded
    contact: Staff


def may_end(rx: Rx, now: datetime, youth: Youth, why: WhyEnded | None = None) -> NotEnded | None:
    """Return what stands in the way of the end, or None; without a reason, of any."""
    waits = what_waits(rx, youth)
    return why_not_yet(youth, now, open_cases=waits.cases, unread=waits.unread, why=why)


def end_contact(
    tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth, ending: Ending
) -> NotEnded | None:
    """End the regular contact; return why not, or None when it is so.

    What is planned and what is asked ends at once. The youth reads one goodbye, outside quiet
    hours, and nothing where `hears_at` says that nothing is sent. The worker hears it where
    somebody else did it. The caller asks permission.
    """
    refused = may_end(tx, now, youth, ending.why)
    if refused is not None:
        return refused
    at = hears_at(tx, now, house, youth)
    youth_rows.change(tx, youth.id, status=YouthStatus.ENDED.value)
    planned.stop_all(tx, youth.id)
    take_back_prompts(tx, now, house, youth, END)
    cancel_queued(tx, now, youth_id=youth.id, purposes=(Purpose.CARING,), reason=END)
    close_end_rows(tx, now, youth.id, "ended")
    look_again(tx, house, youth.id)
    audit.record(
        tx,
        now,
        actor=str(actor),
        action=END,
        youth_id=youth.id,
        allowed=True,
        detail={"why": ending.why.value, "contact": ending.contact.id},
    )
    if at is not None:
        _say_goodbye(tx, now, house, youth, ending, at)
    _tell_worker(tx, actor, now, house, youth, EndingKey.TOLD)
    tx.wake("youth_menus")
    return None


def undo_end(tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth) -> bool:
    """Let the contact go on as before, within a day; return whether it does.

    A goodbye that has not left never leaves; one that has is taken back in words. Where they had
    stopped before, they have stopped still.
    """
    ended_at = _ended_at(tx, youth)
    if youth.status is not YouthStatus.ENDED or ended_at is None or now - ended_at > UNDO_WITHIN:
        return False
    before = _before(tx, youth)
    youth_rows.change(tx, youth.id, status=before.value)
    audit.record(tx, now, actor=str(actor), action=UNDONE, youth_id=youth.id, allowed=True)
    back = youth_rows.get(tx, youth.id) or youth
    if before is YouthStatus.ACTIVE:
        _plan_again(tx, now, house, back)
        owe_day(tx, now, house, back)
    look_again(tx, house, youth.id)
    _take_back_goodbye(tx, now, house, back, ended_at)
    _tell_worker(tx, actor, now, house, youth, EndingKey.TOLD_UNDONE)
    tx.wake("youth_menus")
    return True


def _plan_again(tx: Tx, now: datetime, house: House, youth: Youth) -> None:
    for plan in planned.of_youth(tx, youth.id):
        programme = programme_of(tx, house, youth.programme_version_id)
        contact = programme.find(plan.contact_key)
        if contact is not None:
            due = following(tx, house, youth, programme, contact, after=now)
            planned.plan_next(tx, plan.id, due, youth.programme_version_id)
    tx.wake("plan_contacts")


def _goodbye(youth: Youth, ended_at: datetime) -> str:
    return f"end:{youth.id}:{int(ended_at.timestamp() * 1000)}"


def _say_goodbye(
    tx: Tx, now: datetime, house: House, youth: Youth, ending: Ending, at: datetime
) -> None:
    agreed = ending.why is WhyEnded.AGREED
    key = EndingKey.GOODBYE_AGREED if agreed else EndingKey.GOODBYE
    words = house.texts.say(
        youth.language,
        key,
        navn=youth.first_name,
        medarbejder=mentor_of(tx, youth).first_name,
        vikar=ending.contact.first_name,
        telefon=house.phone,
    )
    line = Line(
        purpose=Purpose.NOTICE, key=key, text=words, dedupe=_goodbye(youth, now), due_at=at
    )
    to_youth(tx, now, youth, line)


def _take_back_goodbye(
    tx: Tx, now: datetime, house: House, youth: Youth, ended_at: datetime
) -> None:
    queued = told.named(tx, _goodbye(youth, ended_at))
    if queued is None or outbox.move(tx, [queued], OutboxState.SKIPPED, reason=UNDONE, **FINAL):
        return
    key = EndingKey.GOODBYE_UNDONE
    named = mentor_of(tx, youth).first_name
    words = house.texts.say(youth.language, key, navn=youth.first_name, medarbejder=named)
    line = Line(
        purpose=Purpose.NOTICE,
        key=key,
        text=words,
        dedupe=f"{_goodbye(youth, ended_at)}:undone",
        due_at=hears_at(tx, now, house, youth),
    )
    to_youth(tx, now, youth, line)


def _tell_worker(
    tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth, key: EndingKey
) -> None:
    worker = mentor_of(tx, youth)
    if actor == Actor.staff(worker.id):
        return
    who = initial_and_phase(tx, now, house, youth, worker.language)
    line = Line(
        purpose=Purpose.STAFF_INFO,
        key=key,
        text=house.texts.say(worker.language, key, hvem=who),
        dedupe=f"{_goodbye(youth, now)}:{key}",
        due_at=house.site.next_staffed(now),
    )
    to_staff(tx, now, worker, line)


def _ended_at(rx: Rx, youth: Youth) -> datetime | None:
    ends = [at for at, _, action, _ in audit.of_youth(rx, youth.id) if action == END]
    return ends[-1] if ends else None


def _before(rx: Rx, youth: Youth) -> YouthStatus:
    """Return where they stood before the end: the trail says whether they had stopped."""
    counts = {"accept", BY_HAND, "stop"}
    said = [action for _, _, action, _ in audit.of_youth(rx, youth.id) if action in counts]
    return YouthStatus.STOPPED if said[-1:] == ["stop"] else YouthStatus.ACTIVE
