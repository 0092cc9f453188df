"""What a member of staff does about a case from their phone; `desk.on_case` asks permission."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from content.keys import Key
from domain import escalation
from domain.case import Case, CaseState, ContactWay
from domain.message import Button, Buttons
from services.buttons import button, row, rows
from services.case_messages import case_buttons, rewrite
from services.close_case import close_by_talk
from services.desk import Desk
from services.programme_of import programme_of
from storage import cases

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


def take(desk: Desk, case: Case) -> None:
    """Take the case: it stops climbing and waits for an outcome."""
    desk.show(_taken(desk, case))


def ask_how(desk: Desk, case: Case) -> None:
    """Ask how they talked: called, met or wrote."""
    choices = [_choice(desk, case, key, "how", way.value) for way, key in WAYS.items()]
    desk.say(case, Key.ASK_HOW, row(*choices) + _back(desk, case))


def ask_next(desk: Desk, case: Case, *, way: ContactWay) -> None:
    """Ask when they speak next; of somebody whom nobody knows there is nothing more to ask."""
    if case.youth_id is None:
        settle(desk, case, way=way, days=0)
        return
    choices = [
        _choice(desk, case, key, "nextcall", f"{way.value}-{days}") for days, key in NEXT.items()
    ]
    desk.say(case, Key.ASK_NEXT, rows(*choices) + _back(desk, case))


def settle(desk: Desk, case: Case, *, way: ContactWay, days: int) -> None:
    """End the case with *talt sammen* and write the next contact in the same transaction.

    `days` is 0 for *som aftalt*. A case about words stays with its taker until they are read.
    """
    if days not in NEXT:
        return
    taken = _taken(desk, case)
    promised = _promised(desk, days) if days else None
    after = close_by_talk(desk.tx, desk.actor, desk.now, desk.house, taken, way, promised)
    if after.state is CaseState.CLOSED:
        desk.show(after)
    else:
        desk.say(after, Key.CASE_UNREAD, case_buttons(desk.house, after, desk.staff))


def ask_when(desk: Desk, case: Case) -> None:
    """Ask when to try again; the case stays open."""
    choices = [
        _choice(desk, case, key, "when", choice)
        for choice, key in AGAIN.items()
        if choice != "afternoon" or _afternoon(desk) > desk.now
    ]
    desk.say(case, Key.ASK_WHEN, rows(*choices) + _back(desk, case))


def go_back(desk: Desk, case: Case) -> None:
    """Ask no more: the message shows how the case stands."""
    desk.show(case)


def try_again(desk: Desk, case: Case, *, choice: str) -> None:
    """Keep the case with the same person and remind them at the chosen time."""
    if choice not in AGAIN:
        return
    at = _again_at(desk, choice)
    waiting = escalation.try_again(_taken(desk, case), at, desk.now)
    cases.save(desk.tx, waiting)
    cases.tell(desk.tx, desk.now, case.id, str(desk.actor), "not_reached", {"again": choice})
    desk.tx.wake("climb_ladder")
    buttons = case_buttons(desk.house, waiting, desk.staff)
    desk.say(waiting, Key.TRY_AGAIN_SET, buttons, hvornaar=desk.when(at))


def _back(desk: Desk, case: Case) -> Buttons:
    return row(_choice(desk, case, Key.B_BACK, "back", ""))


def _choice(desk: Desk, case: Case, key: Key, verb: str, value: str) -> Button:
    return button(desk.house, desk.staff.language, key, verb, case.id, value)


def _taken(desk: Desk, case: Case) -> Case:
    """Return the case in the hands of whoever acts on it; all others who were told see that."""
    if case.taken_by == desk.staff.id:
        return case
    waits = programme_of(desk.tx, desk.house, case.programme_version_id).waits
    taken = escalation.take(case, desk.staff.id, desk.now, waits, desk.house.site)
    cases.save(desk.tx, taken)
    cases.tell(desk.tx, desk.now, case.id, str(desk.actor), "taken", {})
    rewrite(
        desk.tx,
        desk.now,
        desk.house,
        taken,
        Key.CASE_OTHERS,
        skip=desk.staff.id,
        medarbejder=desk.staff.first_name,
    )
    return taken


def _promised(desk: Desk, days: int) -> datetime:
    site = desk.house.site
    if days == 1:
        return site.add_working_days(desk.now, days)
    return site.next_staffed(desk.now + timedelta(days=days))


def _afternoon(desk: Desk) -> datetime:
    wall = desk.now.astimezone(ZoneInfo(desk.house.site.zone))
    at_one = wall.replace(hour=AFTERNOON, minute=0, second=0, microsecond=0)
    return at_one.astimezone(desk.now.tzinfo)


def _again_at(desk: Desk, choice: str) -> datetime:
    if choice == "hour":
        return desk.now + timedelta(hours=1)
    if choice == "afternoon":  # an old button may be tapped when the afternoon has begun
        return max(_afternoon(desk), desk.now + timedelta(hours=1))
    tomorrow = desk.now.astimezone(ZoneInfo(desk.house.site.zone)) + timedelta(days=1)
    midnight = tomorrow.replace(hour=0, minute=0, second=0, microsecond=0)
    return desk.house.site.next_staffed(midnight.astimezone(desk.now.tzinfo))
