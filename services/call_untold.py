"""*{medarbejder} ringer om lidt* that came too late to leave: the worker believes it was told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from content.areas.talks import TalkKey
from content.keys import Key
from domain.case import Case, CaseState, Level
from domain.message import Purpose
from domain.people import Actor, Staff, Youth
from domain.talk import Talk
from services.buttons import button, row
from services.call_first import TOLD_ABOUT
from services.case_messages import remind
from services.initial import initial_and_phase
from services.say import Line, to_staff
from services.world import House
from storage import cases, talks
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.outbox import Message
from storage.tx import Tx

ACTOR = Actor.system("send_outbox")
UNTOLD = "call_not_announced"  # in the story of a case


def call_was_not_told(house: House, tx: Tx, now: datetime, late: Sequence[Message]) -> None:
    """Tell each worker that a youth has not read that they call.

    At once where somebody may be in danger, else when the site is open next: nobody is rung at
    night about a call of the day.
    """
    for message in late:
        talk = _talk_of(tx, message)
        caller = staff_rows.get(tx, talk.staff_id) if talk is not None else None
        youth = youth_rows.get(tx, message.youth_id) if message.youth_id is not None else None
        if talk is not None and caller is not None and youth is not None:
            _tell(tx, now, house, caller, youth, talk)


def _talk_of(tx: Tx, message: Message) -> Talk | None:
    """Return the call that the message was about, by the name under which it was queued."""
    number = message.dedupe.removeprefix(TOLD_ABOUT)
    return talks.get(tx, int(number)) if number.isdecimal() else None


def _tell(tx: Tx, now: datetime, house: House, caller: Staff, youth: Youth, talk: Talk) -> None:
    case = cases.get(tx, talk.case_id) if talk.case_id is not None else None
    if case is not None and case.state is not CaseState.CLOSED:
        _tell_of_case(tx, now, house, caller, case)
        return
    hvem = initial_and_phase(tx, now, house, youth, caller.language)
    line = Line(
        purpose=Purpose.NOTICE,
        key=TalkKey.CALL_UNTOLD,
        text=house.texts.say(caller.language, TalkKey.CALL_UNTOLD, hvem=hvem),
        dedupe=f"{TOLD_ABOUT}{talk.id}:untold",
        buttons=row(
            button(house, caller.language, Key.B_OPEN, "openy", youth.id),
            button(house, caller.language, TalkKey.B_CALL_NOW, "callyou", youth.id),
        ),
        due_at=house.site.next_staffed(now),
    )
    to_staff(tx, now, caller, line)


def _tell_of_case(tx: Tx, now: datetime, house: House, caller: Staff, case: Case) -> None:
    cases.tell(tx, now, case.id, str(ACTOR), UNTOLD, {})
    leaves = now if case.level is Level.RED else house.site.next_staffed(now)
    hvem = house.texts.say(caller.language, TalkKey.OF_CASE, nummer=case.number)
    remind(tx, now, house, case, caller.id, TalkKey.CALL_UNTOLD, leaves=leaves, hvem=hvem)
