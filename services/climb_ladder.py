"""One tick of the ladder: the cases whose clock has run out move on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from content.areas.care import CareKey
from content.areas.talks import TalkKey
from content.keys import Key
from content.phrases import when
from domain.after_red import FIRST_MINUTES
from domain.case import Case, Level
from domain.escalation import Climb, Why, climb, unheard
from domain.lapse import anothers_turn, lapsed, let_lapse_by
from domain.people import Actor
from services.acknowledge import ask_to_see
from services.case_messages import remind, rewrite, tell_staff
from services.on_duty import can_be_told, nobody_on_duty, to_ring
from services.programme_of import programme_of
from services.step_hours import tell_at_of
from services.world import House
from storage import cases
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.tx import Tx

log = logging.getLogger(__name__)


def climb_ladder(
    tx: Tx, actor: Actor, now: datetime, house: House, ids: Sequence[int]
) -> Sequence[int]:
    """Move every due case one step; return the ids of the rows that were handled.

    Somebody who cannot be written to is passed over at once. Where nobody further up can be, all
    others on the ladder are told again.
    """
    due = cases.claim(tx, now, ids)
    for case in due:
        _move(tx, actor, now, house, case)
    return [case.id for case in due]


def _move(tx: Tx, actor: Actor, now: datetime, house: House, case: Case) -> None:
    programme = programme_of(tx, house, case.programme_version_id)
    youth = youth_rows.get(tx, case.youth_id) if case.youth_id is not None else None
    waits, tell_at = programme.waits, tell_at_of(tx, house, programme, youth)
    case = _without_lost_taker(tx, house, case)
    moved = _whom(tx, now, house, climb(case, now, waits, house.site, tell_at=tell_at))
    if moved.why in _STAYS:  # in the hands of whoever has taken it
        _STAYS[moved.why](tx, actor, now, house, moved)
        return
    if moved.why is Why.NO_OUTCOME:
        rewrite(tx, now, house, moved.case, Key.OUTCOME_EXPIRED)  # the buttons are back
    reached = tell_staff(tx, now, house, moved)
    while reached == 0 and moved.case.step < len(case.ladder) - 1:
        cases.tell(tx, now, case.id, str(actor), "nobody_there", {"step": moved.case.step})
        again = replace(moved.case, escalate_at=now)
        further = climb(again, now, waits, house.site, tell_at=tell_at)
        turn = anothers_turn(further.case, let_lapse_by(moved.case), further.tell)
        moved = _whom(tx, now, house, replace(further, case=turn, why=moved.why))
        reached = tell_staff(tx, now, house, moved)
    if reached == 0:  # whoever is left may take it, also who had it before
        moved = replace(moved, case=lapsed(moved.case, None))
        if not _tell_anybody(tx, actor, now, house, moved):
            moved = replace(moved, case=unheard(case, moved.case, now, waits))
    _remind_giver(tx, now, house, moved)
    cases.save(tx, moved.case)
    facts = {"why": moved.why.value, "step": moved.case.step, "round": moved.case.round}
    cases.tell(tx, now, case.id, str(actor), "climbed", facts)


def _remind_giver(tx: Tx, now: datetime, house: House, moved: Climb) -> None:
    """Say to whoever gave the case on that nobody has taken it; nobody who is off is rung for it.

    At the opening a red case tells everybody, and so them as well.
    """
    giver, opens = moved.case.given_by, house.site.next_staffed(now)
    if giver is None or giver in moved.tell:
        return
    if moved.case.level is Level.YELLOW or opens == now:
        remind(tx, now, house, moved.case, giver, TalkKey.STILL_YOURS, opens)


def _try_again(tx: Tx, actor: Actor, now: datetime, house: House, moved: Climb) -> None:
    cases.save(tx, moved.case)
    cases.tell(tx, now, moved.case.id, str(actor), "try_again", {})
    tried = replace(moved.case, try_again_at=now)  # so that another way is offered beside the call
    for staff_id in moved.tell:  # now, also after hours: they chose the time themselves
        remind(tx, now, house, tried, staff_id, Key.TRY_AGAIN_NOW)


def _warn(tx: Tx, actor: Actor, now: datetime, house: House, moved: Climb) -> None:
    """Remind the taker that the case goes on soon; whether they hear it or not, it does."""
    case = moved.case
    cases.save(tx, case)
    cases.tell(tx, now, case.id, str(actor), "reminded", {})
    taker = staff_rows.get(tx, case.taken_by or 0)
    if taker is not None and case.ends_at is not None:
        by = when(case.ends_at, now, house.site.zone, taker.language)
        remind(tx, now, house, case, taker.id, CareKey.ENDS_SOON, hvornaar=by)


_STAYS: Mapping[Why, Callable[[Tx, Actor, datetime, House, Climb], None]] = {
    Why.TRY_AGAIN: _try_again,
    Why.ENDS_SOON: _warn,
    Why.NOT_SEEN: ask_to_see,
}


def _whom(tx: Tx, now: datetime, house: House, moved: Climb) -> Climb:
    """Return the climb of a red case with those whom it may ring now, on its ladder from here."""
    case = moved.case
    if case.level is not Level.RED or moved.why not in {Why.NOBODY_TOOK_IT, Why.NO_OUTCOME}:
        return moved
    ring = to_ring(tx, now, house, case)
    new = tuple(one for one in ring if one not in case.ladder)
    ladder = (*case.ladder, *new)
    case = replace(case, ladder=ladder, step=len(ladder) - 1)
    if nobody_on_duty(tx, now, house):
        case = replace(case, due_at=house.site.next_staffed(now) + FIRST_MINUTES)
    return replace(moved, case=case, tell=ring)


def _without_lost_taker(tx: Tx, house: House, case: Case) -> Case:
    """Return the case without the reminder of a taker who cannot be written to any more."""
    taker = staff_rows.get(tx, case.taken_by) if case.taken_by is not None else None
    if taker is None or can_be_told(house, taker):
        return case
    return replace(case, try_again_at=None, ends_at=None, warn_at=None, ask_at=None)


def _tell_anybody(tx: Tx, actor: Actor, now: datetime, house: House, moved: Climb) -> bool:
    """Tell all others on the ladder; return whether there was anybody who can be told.

    Outside staffed hours red wakes nobody who is off: then the console and health say it.
    """
    asleep = moved.case.level is Level.RED and not house.site.is_staffed(now)
    everybody = replace(moved, tell=moved.case.ladder)
    if not asleep and tell_staff(tx, now, house, everybody) > 0:
        return True
    cases.tell(tx, now, moved.case.id, str(actor), "nobody_at_all", {})
    log.critical(
        "nobody on the ladder of a case can be written to; let somebody open their link again",
        extra={"action": "nobody_at_all", "case": moved.case.number},
    )
    return False
