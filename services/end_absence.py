"""An absence is over: who is back hears what waits, and what a colleague has begun with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from content.areas.staff import StaffKey
from content.audience import TextKey
from domain.case import Case, CaseState, Level
from domain.handing_on import back_to
from domain.message import Purpose
from domain.people import Actor, Role, Staff, Youth
from services.away_news import tell_back
from services.buttons import button, row
from services.say import Line, to_staff
from services.world import House
from storage import audit, cases, tasks, today
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.tx import Tx


def end_absences(
    tx: Tx, actor: Actor, now: datetime, house: House, ids: Sequence[int]
) -> Sequence[int]:
    """End every absence whose time is over, and tell each who is back; return their ids."""
    back = staff_rows.claim(tx, now, ids)
    for person in back:
        words = end_absence(tx, actor, now, house, person)
        line = Line(
            purpose=Purpose.STAFF_INFO,
            key=StaffKey.AWAY_ENDED,
            text=words,
            dedupe=f"away:{person.id}:over:{int(now.timestamp())}",
            buttons=row(button(house, person.language, StaffKey.B_TODAY, "today", 0, "0")),
        )
        to_staff(tx, now, person, line)
    return [person.id for person in back]


def end_absence(tx: Tx, actor: Actor, now: datetime, house: House, staff: Staff) -> str:
    """Let somebody be here again, hand back what nobody has taken, and return what they are told.

    The cover hears it, too. What the cover has taken stays there: who has begun goes on. One that
    has not begun is called off: nobody but the cover had heard of it.
    """
    tell_back(tx, now, house, staff)
    begun = staff.away_at is not None and staff.away_at <= now
    over = {"away_at": None, "away_until": None, "away_cover_id": None, "next_at": None}
    staff_rows.change(tx, staff.id, **over)
    cover_id = staff.away_cover_id or 0
    audit.record(
        tx,
        now,
        actor=str(actor),
        action="back",
        youth_id=None,
        allowed=True,
        detail={"staff": staff.id, "cover": cover_id},
    )
    cover = staff_rows.get(tx, cover_id)
    if begun or cover is None:
        words = what_waits(tx, actor, now, house, staff, StaffKey.AWAY_ENDED)
        tasks_back = _duties_back(tx, staff, cover)
        if not tasks_back:
            return words
        again = house.texts.say(staff.language, StaffKey.AWAY_TASKS, antal=tasks_back)
        return f"{words}\n{again}"
    return what_waits(tx, actor, now, house, staff, StaffKey.AWAY_CALLED_OFF, cover)


def what_waits(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    staff: Staff,
    key: TextKey,
    cover: Staff | None = None,
) -> str:
    """Put somebody who is here back on their ladders; return `key` and the cases by number."""
    names = {"medarbejder": cover.first_name} if cover is not None else {}
    lines = [house.texts.say(staff.language, key, **names)]
    waiting, still = _hand_back(tx, actor, now, staff)
    if waiting:
        lines.append(_numbered(house, staff, StaffKey.AWAY_WAITS, waiting))
    for taker in sorted({case.taken_by or 0 for case in still}):
        held = [case for case in still if case.taken_by == taker]
        person = staff_rows.get(tx, taker)
        named = person.first_name if person else ""
        lines.append(_numbered(house, staff, StaffKey.AWAY_STILL, held, medarbejder=named))
    return "\n".join(lines)


def _duties_back(tx: Tx, staff: Staff, cover: Staff | None) -> int:
    """Give back what the cover came to owe in the worker's place; return how many duties.

    A coordinator, and who steps in for the youth anyway, goes on with what they have.
    """
    if cover is None or staff.away_at is None or cover.role is Role.COORDINATOR:
        return 0
    back = 0
    for task in tasks.open_of_staff(tx, cover.id):
        youth = youth_rows.get(tx, task.youth_id)
        if youth is None or youth.mentor_id != staff.id or youth.cover_id == cover.id:
            continue
        if task.created_at >= staff.away_at:
            tasks.give(tx, task.id, staff.id)
            back += 1
    return back


def _hand_back(
    tx: Tx, actor: Actor, now: datetime, staff: Staff
) -> tuple[Sequence[Case], Sequence[Case]]:
    """Put somebody back on their rungs; return what of their own youths waits, and is taken."""
    waiting: list[Case] = []
    still: list[Case] = []
    for case in today.open_cases(tx):
        youth = youth_rows.get(tx, case.youth_id) if case.youth_id is not None else None
        stands = _rung_of(tx, staff, youth, case)
        if stands is None or case.taken_by == staff.id:
            continue
        after = back_to(case, staff.id, stands.above)
        if after != case:
            cases.save(tx, after)
            cases.tell(tx, now, case.id, str(actor), "handed_back", {"to": staff.id})
        if youth is not None and youth.mentor_id == staff.id:
            (waiting if after.state is CaseState.OPEN else still).append(after)
    return waiting, still


@dataclass(frozen=True, slots=True)
class _Rung:
    """Where somebody stands; `above` are the ids of who stands higher, None: on the first rung."""

    above: frozenset[int] | None


def _rung_of(tx: Tx, staff: Staff, youth: Youth | None, case: Case) -> _Rung | None:
    """Return the rung of a case that somebody has while they are here, or None."""
    coordinators = frozenset(one.id for one in staff_rows.with_role(tx, Role.COORDINATOR))
    if youth is not None and staff.id == youth.mentor_id:
        return _Rung(None)
    if youth is not None and staff.id == youth.cover_id:
        return _Rung(coordinators - {youth.mentor_id})
    watches = staff.role is Role.LEADER and case.level is Level.RED
    return _Rung(frozenset()) if staff.id in coordinators or watches else None


def _numbered(
    house: House, staff: Staff, key: TextKey, which: Sequence[Case], **values: str
) -> str:
    numbers = ", ".join(str(case.number) for case in sorted(which, key=lambda case: case.number))
    return house.texts.say(staff.language, key, numre=numbers, **values)
