"""What a member of staff does about a case from their phone. Permission is asked at every tap."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from content.keys import Key
from content.phrases import when
from domain import escalation
from domain.case import Case, CaseState, ContactWay, Outcome
from domain.incoming import Incoming
from domain.message import Buttons, Purpose
from domain.people import Actor, Staff
from domain.plan import Waits
from services.access import Action, Denied, allow
from services.buttons import button, row, rows
from services.case_messages import case_buttons, outcome_words, rewrite
from services.close_case import close
from services.say import answer_staff
from services.world import House
from storage import cases
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.tx import Tx

WAYS = {
    ContactWay.CALLED: Key.B_CALLED,
    ContactWay.MET: Key.B_MET,
    ContactWay.WROTE: Key.B_WROTE,
}
NEXT = {0: Key.B_AS_AGREED, 1: Key.B_TOMORROW, 3: Key.B_IN_3_DAYS, 7: Key.B_IN_A_WEEK}
AGAIN = {
    "hour": Key.B_IN_AN_HOUR,
    "afternoon": Key.B_THIS_AFTERNOON,
    "tomorrow": Key.B_TOMORROW_MORNING,
}
AFTERNOON = 13  # wall time of *i eftermiddag*


def take(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    case_id: int,
) -> None:
    """Take the case: it stops climbing and waits for an outcome."""
    case = _mine(tx, actor, now, house, incoming, staff, case_id)
    if case is None:
        return
    taken = _take(tx, actor, now, house, case, staff)
    _show(tx, now, house, incoming, staff, taken)


def ask_how(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    case_id: int,
) -> None:
    """Ask how they talked: called, met or wrote."""
    case = _mine(tx, actor, now, house, incoming, staff, case_id)
    if case is None:
        return
    choices = [
        button(house, staff.language, key, "how", case.id, way.value) for way, key in WAYS.items()
    ]
    _ask(tx, now, house, incoming, staff, case, Key.ASK_HOW, row(*choices))


def ask_next(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    case_id: int,
    way: ContactWay,
) -> None:
    """Ask when they speak next."""
    case = _mine(tx, actor, now, house, incoming, staff, case_id)
    if case is None:
        return
    choices = [
        button(house, staff.language, key, "nextcall", case.id, f"{way.value}-{days}")
        for days, key in NEXT.items()
    ]
    _ask(tx, now, house, incoming, staff, case, Key.ASK_NEXT, rows(*choices))


def settle(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    case_id: int,
    way: ContactWay,
    days: int,
) -> None:
    """Close the case with *talt sammen* and write the next contact in the same transaction."""
    case = _mine(tx, actor, now, house, incoming, staff, case_id)
    if case is None or days not in NEXT:
        return
    next_at = house.site.add_working_days(now, days) if days == 1 else now + timedelta(days=days)
    promised = house.site.next_staffed(next_at) if days else None
    ended = close(tx, actor, now, house, case, Outcome.TALKED, way, promised)
    _show(tx, now, house, incoming, staff, ended)


def ask_when(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    case_id: int,
) -> None:
    """Ask when to try again; the case stays open."""
    case = _mine(tx, actor, now, house, incoming, staff, case_id)
    if case is None:
        return
    choices = [
        button(house, staff.language, key, "when", case.id, choice)
        for choice, key in AGAIN.items()
        if choice != "afternoon" or _afternoon(house, now) > now
    ]
    _ask(tx, now, house, incoming, staff, case, Key.ASK_WHEN, rows(*choices))


def try_again(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    case_id: int,
    choice: str,
) -> None:
    """Keep the case with the same person and remind them at the chosen time."""
    case = _mine(tx, actor, now, house, incoming, staff, case_id)
    if case is None or choice not in AGAIN:
        return
    taken = _take(tx, actor, now, house, case, staff)
    at = _again_at(house, now, choice)
    waiting = escalation.try_again(taken, at, now)
    cases.save(tx, waiting)
    cases.tell(tx, now, case.id, str(actor), "not_reached", {"again": choice})
    tx.wake("climb_ladder")
    answer_staff(
        tx,
        now,
        house,
        incoming,
        staff,
        Key.TRY_AGAIN_SET,
        buttons=case_buttons(house, waiting, staff),
        edit=True,
        case_id=case.id,
        nummer=case.number,
        hvornaar=when(at, now, house.site.zone, staff.language),
    )


def _mine(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    case_id: int,
) -> Case | None:
    """Return the open case if this person may act on it; otherwise say why not."""
    case = cases.get(tx, case_id)
    youth = youth_rows.get(tx, case.youth_id) if case and case.youth_id else None
    granted = allow(tx, actor, now, Action.HANDLE_CASE, youth=youth, case=case)
    if case is None or isinstance(granted, Denied):
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
        return None
    if case.state is CaseState.CLOSED or case.taken_by not in {None, staff.id}:
        _show(tx, now, house, incoming, staff, case)
        return None
    return case


def _take(tx: Tx, actor: Actor, now: datetime, house: House, case: Case, staff: Staff) -> Case:
    if case.taken_by == staff.id:
        return case
    taken = escalation.take(case, staff.id, now, _waits(house, case), house.site)
    cases.save(tx, taken)
    cases.tell(tx, now, case.id, str(actor), "taken", {})
    rewrite(tx, now, house, taken, Key.CASE_OTHERS, skip=staff.id, medarbejder=staff.first_name)
    return taken


def _show(
    tx: Tx, now: datetime, house: House, incoming: Incoming, staff: Staff, case: Case
) -> None:
    """Let the tapped message say how the case stands now."""
    values: dict[str, str | int] = {"nummer": case.number}
    if case.state is CaseState.CLOSED:
        key = Key.CASE_CLOSED
        values["udfald"] = outcome_words(house, case.outcome or Outcome.TALKED, staff)
    elif case.taken_by == staff.id:
        key = Key.CASE_MINE
        values["hvornaar"] = when(case.escalate_at or now, now, house.site.zone, staff.language)
    else:
        taker = staff_rows.get(tx, case.taken_by or 0)
        key = Key.CASE_OTHERS
        values["medarbejder"] = taker.first_name if taker else ""
    answer_staff(
        tx,
        now,
        house,
        incoming,
        staff,
        key,
        buttons=case_buttons(house, case, staff),
        edit=True,
        case_id=case.id,
        text=house.texts.say(staff.language, key, **values),
    )


def _ask(
    tx: Tx,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    case: Case,
    key: Key,
    buttons: Buttons,
) -> None:
    answer_staff(
        tx,
        now,
        house,
        incoming,
        staff,
        key,
        purpose=Purpose.NOTICE,
        buttons=buttons,
        edit=True,
        case_id=case.id,
        nummer=case.number,
    )


def _waits(house: House, case: Case) -> Waits:
    return house.programmes.version(case.programme_version_id).waits


def _afternoon(house: House, now: datetime) -> datetime:
    wall = now.astimezone(ZoneInfo(house.site.zone))
    return wall.replace(hour=AFTERNOON, minute=0, second=0, microsecond=0).astimezone(now.tzinfo)


def _again_at(house: House, now: datetime, choice: str) -> datetime:
    if choice == "hour":
        return now + timedelta(hours=1)
    if choice == "afternoon":
        return max(_afternoon(house, now), now + timedelta(minutes=1))
    tomorrow = (now.astimezone(ZoneInfo(house.site.zone)) + timedelta(days=1)).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    return house.site.next_staffed(tomorrow.astimezone(now.tzinfo))
