"""Quiet mode: after two unanswered questions the bot asks nothing, and a human comes nearer."""

from __future__ import annotations

from datetime import datetime

from content.areas.rhythm import RhythmKey
from content.audience import TextKey
from content.keys import Key
from domain.agreement import IfQuiet
from domain.clocks import silence_evidence
from domain.habits import LOOK_BACK, has_gone_quiet
from domain.people import Staff, Youth
from domain.task import Task, TaskKind
from services.agreed_if_quiet import last_talk
from services.notices import notify_mentor
from services.part_of_day import PARTS
from services.queue_message import cancel_queued
from services.quiet_prompts import ASKS
from services.say import mentor_of
from services.world import House
from storage import agreements, checkins, tasks
from storage import youths as youth_rows
from storage.tx import Rx, Tx

_WISHES: dict[IfQuiet, TextKey] = {
    IfQuiet.CALL: RhythmKey.WISH_CALL,
    IfQuiet.WRITE: RhythmKey.WISH_WRITE,
    IfQuiet.TRUSTED: RhythmKey.WISH_TRUSTED,
    IfQuiet.VISIT: RhythmKey.WISH_VISIT,
}


def quiet_if_silent(tx: Tx, now: datetime, house: House, youth: Youth) -> bool:
    """Ask nothing more where the latest two questions ran out; return whether it began now.

    The worker gets one duty, with what the youth wished for this case; it is no case of its own.
    Caring messages go on.
    """
    if youth.quieted_at is not None or not youth.may_be_asked or youth.is_paused(now):
        return False
    latest = checkins.latest_of(tx, youth.id, LOOK_BACK)
    if not has_gone_quiet(latest, youth.last_sign_of_life_at):
        return False
    youth_rows.change(tx, youth.id, quieted_at=now, woke_at=None)
    cancel_queued(tx, now, youth_id=youth.id, purposes=ASKS, reason="quiet mode")
    _give_to_worker(tx, now, house, youth)
    return True


def _give_to_worker(tx: Tx, now: datetime, house: House, youth: Youth) -> None:
    mentor = mentor_of(tx, youth)
    name = f"try_yourself:{youth.id}:{int(now.timestamp())}"
    words = say_quiet(tx, now, house, youth, mentor)
    agreed = agreements.get(tx, youth.id)
    part = agreed.if_quiet_part
    when = house.texts.say(mentor.language, PARTS[part]) if part is not None else ""
    note = ", ".join(filter(None, (when, agreed.if_quiet_note)))
    task = Task(
        id=tx.new_id(),
        youth_id=youth.id,
        staff_id=mentor.id,
        kind=TaskKind.TRY_YOURSELF,
        created_at=now,
        due_at=house.site.end_of_next_working_day(now),
        detail="\n".join(filter(None, (words, note))),
    )
    if tasks.add(tx, task, dedupe=name):
        values = _values(tx, now, house, youth, mentor)
        notify_mentor(tx, now, house, youth, RhythmKey.NOTICE_QUIET, name, **values)


def say_quiet(rx: Rx, now: datetime, house: House, youth: Youth, reader: Staff) -> str:
    """Return why the worker tries themselves, with what was agreed; it names nobody."""
    values = _values(rx, now, house, youth, reader)
    return house.texts.say(reader.language, RhythmKey.NOTICE_QUIET, **values)


def _values(rx: Rx, now: datetime, house: House, youth: Youth, reader: Staff) -> dict[str, str]:
    wish = agreements.get(rx, youth.id).if_quiet
    key = _WISHES[wish] if wish is not None else RhythmKey.WISH_NONE
    days = silence_evidence(youth, now).get("days_since_talk")
    interval = youth.contact_interval_days
    every = Key.P_EVERY_DAY if interval == 1 else Key.P_EVERY
    return {
        "hver": house.texts.say(reader.language, every, dage=interval),
        "sidst": last_talk(house, days, reader) if isinstance(days, int) else "-",
        "valg": house.texts.say(reader.language, key),
    }
