"""The question behind *Jeg er bekymret*, in a list, on a notice or on the card of a case."""

from __future__ import annotations

from datetime import datetime

from content.areas.staff import StaffKey
from content.audience import TextKey
from domain.case import Case, CaseState
from domain.incoming import Incoming
from domain.message import Button
from domain.people import Actor, Staff
from services.buttons import button, rows
from services.case_tap import CaseTap, on_case
from services.concern import PARTNER, red_case
from services.world import House
from services.youth_tap import YouthAct, YouthTap, on_youth
from storage import cases
from storage.tx import Tx

YES, NO = "yes", "no"
_ANSWERS = (
    (StaffKey.B_CONCERN_YES, YES),
    (StaffKey.B_CONCERN_PARTNER, PARTNER),
    (StaffKey.B_CONCERN_NO, NO),
)


def ask_concern(tap: YouthTap) -> None:
    """Ask whether a tap was meant, by initial and phase; nothing has happened yet."""
    answers = rows(*(_answer(tap, key, value) for key, value in _ANSWERS))
    red = red_case(tap.tx, tap.youth)
    if red is None:
        tap.say(StaffKey.CONCERN_ASK, buttons=answers)
    else:
        tap.say(StaffKey.CONCERN_ASK_RED, buttons=answers, nummer=red.number)


def _answer(tap: YouthTap, key: TextKey, value: str) -> Button:
    """Return a button of the question; on the card of a case it leads back to that case."""
    if tap.case is None:
        return tap.button(key, "concern", value)
    return button(tap.house, tap.staff.language, key, "worry", tap.case.id, value)


def leave_concern(tap: YouthTap) -> None:
    """Say in place of the question that nothing was opened."""
    tap.say(StaffKey.CONCERN_LEFT, edit=True)


def concern_on_card(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    case_id: int,
    act: YouthAct,
) -> None:
    """Do `act` about the youth of a case, from its card: whoever is on its ladder may.

    A worry about a case that is closed by now is one about the youth, and not lost.
    """

    def about_the_youth(tap: CaseTap, case: Case) -> None:
        youth = tap.youth_of(case)
        if youth is not None:
            act(YouthTap(tx, actor, now, house, incoming, staff, youth, case))

    case = cases.get(tx, case_id)
    if case is not None and case.youth_id is not None and case.state is CaseState.CLOSED:
        on_youth(tx, actor, now, house, incoming, staff, youth_id=case.youth_id, act=act)
        return
    on_case(
        tx,
        actor,
        now,
        house,
        incoming,
        staff,
        case_id=case_id,
        act=about_the_youth,
        of_others=True,
    )
