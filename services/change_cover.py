"""Somebody else steps in for the worker of a youth from here on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from content.areas.handover import HandoverKey
from domain.case import Case, Level
from domain.escalation import Climb, Why
from domain.handing_on import cover_for
from domain.message import Purpose
from domain.people import Actor, Role, Staff, Youth
from services.case_messages import tell_staff
from services.change_worker import NotChanged, may_take_over
from services.initial import initial_and_phase
from services.new_worker_news import take_away
from services.say import Line, to_staff
from services.world import House
from storage import audit, cases
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.tx import Rx, Tx


def change_cover(
    tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth, to: Staff
) -> NotChanged | None:
    """Let somebody else step in for the youth's worker; return why not, or None when it is so.

    On the ladders of open yellow cases they take the place of whoever did, and what that one had
    is open again for the rungs that were told; a red case loses nobody. The youth is told nothing:
    /mig says who steps in. The caller asks permission.
    """
    if youth.is_over:
        return NotChanged.ENDED
    if to.id == youth.cover_id:
        return NotChanged.SAME
    if to.id == youth.mentor_id or not may_take_over(to, now):
        return NotChanged.NOT_HERE
    youth_rows.change(tx, youth.id, cover_id=to.id)
    audit.record(
        tx,
        now,
        actor=str(actor),
        action="cover_changed",
        youth_id=youth.id,
        allowed=True,
        detail={"from": youth.cover_id, "to": to.id},
    )
    if not _stays(tx, youth.cover_id):
        for case in cases.of_youth(tx, youth.id, still_open=True):
            if case.level is Level.YELLOW:
                _on_ladder(tx, actor, now, house, case, youth.cover_id, to)
    tx.wake("climb_ladder")
    if actor != Actor.staff(to.id):
        _tell(tx, now, house, youth, to)
    return None


def _on_ladder(
    tx: Tx, actor: Actor, now: datetime, house: House, case: Case, before: int, to: Staff
) -> None:
    """Put the new one in the place of the old; who was told of it already is told who has it."""
    heard = before in {case.taken_by, *case.ladder[: case.step + 1]}
    after = cover_for(case, before, to.id)
    cases.save(tx, after)
    cases.tell(tx, now, case.id, str(actor), "new_cover", {"to": to.id})
    if not heard:
        return
    take_away(tx, now, house, after, to, {before})
    moved = Climb(
        case=replace(after, given_by=before),  # whose it was, in the words
        why=Why.GIVEN,
        tell=(to.id,),
        notify_at=house.site.next_staffed(now),
    )
    tell_staff(tx, now, house, moved)


def _stays(rx: Rx, staff_id: int) -> bool:
    """Return whether somebody stands on the ladder of every case, as coordinators do."""
    person = staff_rows.get(rx, staff_id)
    return person is not None and person.role is Role.COORDINATOR


def _tell(tx: Tx, now: datetime, house: House, youth: Youth, to: Staff) -> None:
    mentor = staff_rows.get(tx, youth.mentor_id)
    words = house.texts.say(
        to.language,
        HandoverKey.COVERS_NOW,
        hvem=initial_and_phase(tx, now, house, youth, to.language),
        medarbejder=mentor.first_name if mentor else "",
    )
    line = Line(
        purpose=Purpose.STAFF_INFO,
        key=HandoverKey.COVERS_NOW,
        text=words,
        dedupe=f"cover:{youth.id}:{to.id}:{int(now.timestamp() * 1000)}",
        due_at=house.site.next_staffed(now),
    )
    to_staff(tx, now, to, line)
