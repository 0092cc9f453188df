"""*Giv videre* and *alt var ok*: a case goes to the next rung, or ends because nothing was."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from content.areas.talks import TalkKey
from content.keys import Key
from domain.case import Case, CaseState, Level
from domain.escalation import OFTEN, Climb
from domain.handing_on import give_on, may_be_all_well
from services.buttons import button, row, rows
from services.case_messages import tell_staff
from services.case_tap import CaseTap
from services.close_case import close_as_well
from services.on_duty import can_be_told, to_ring
from services.programme_of import programme_of
from services.step_hours import tell_at_of
from storage import cases
from storage import staff as staff_rows


def give(tap: CaseTap, case: Case) -> None:
    """Pass the case on to the next rung; it stays the giver's until somebody has taken it.

    Somebody who cannot be written to is passed over. Where nobody stands further up, the case
    stays as it is and the giver is told so.
    """
    if case.state is CaseState.OPEN and case.given_by == tap.staff.id:
        _say_given(tap, case)  # tapped again: whoever was told has it, and their clock runs on
        return
    moved = hand_on(tap, case)
    if moved is None:
        tap.say(case, TalkKey.NOBODY_TO_GIVE, tap.buttons(case))
        return
    _say_given(tap, moved.case)


def _say_given(tap: CaseTap, case: Case) -> None:
    buttons = tap.buttons(case)
    if case.level is Level.RED:
        tap.say(case, TalkKey.GIVEN_TO_ALL, buttons)
        return
    person = staff_rows.get(tap.tx, case.ladder[case.step])
    named = person.first_name if person else ""
    tap.say(case, TalkKey.GIVEN, buttons, medarbejder=named)


def hand_on(tap: CaseTap, case: Case) -> Climb | None:
    """Let the case wait for the next person who can be written to; return how it now stands."""
    programme = programme_of(tap.tx, tap.house, case.programme_version_id)
    tell_at = tell_at_of(tap.tx, tap.house, programme, tap.youth_of(case))
    pass_on = partial(
        give_on, waits=programme.waits, site=tap.house.site, tell_at=tell_at, now=tap.now
    )
    moved = pass_on(case, tap.staff.id)
    while moved is not None and not _somebody(tap, moved):
        if case.level is Level.RED:
            return None
        higher = replace(moved.case, step=moved.case.step + 1)
        moved = pass_on(higher, tap.staff.id)
    if moved is None:
        return None
    if _rings_now(case):
        moved = replace(moved, tell=_awake(tap, moved))
    cases.save(tap.tx, moved.case)
    facts = {"step": moved.case.step}
    cases.tell(tap.tx, tap.now, case.id, str(tap.actor), "given", facts)
    tell_staff(tap.tx, tap.now, tap.house, moved)
    tap.tx.wake("climb_ladder")
    return moved


def _rings_now(case: Case) -> bool:
    """Return whether giving a case on rings people: red, until somebody has talked."""
    return case.level is Level.RED and case.talked_at is None


def _awake(tap: CaseTap, moved: Climb) -> tuple[int, ...]:
    """Return whom a red case that is given on may ring: everybody but the giver who is there."""
    all_of_them = replace(moved.case, round=OFTEN)
    ring = to_ring(tap.tx, tap.now, tap.house, all_of_them)
    return tuple(one for one in ring if one != tap.staff.id)


def _somebody(tap: CaseTap, moved: Climb) -> bool:
    tell = _awake(tap, moved) if _rings_now(moved.case) else moved.tell
    people = (staff_rows.get(tap.tx, staff_id) for staff_id in tell)
    return any(person is not None and can_be_told(tap.house, person) for person in people)


def ask_useful(tap: CaseTap, case: Case) -> None:
    """Ask whether it was good to be told, before the case ends with *alt var ok*."""
    if not _fits(tap, case):
        tap.say(case, TalkKey.TALK_FIRST, tap.buttons(case))
        return
    language, house = tap.staff.language, tap.house
    answers = [
        button(house, language, key, "well", case.id, value)
        for value, key in (("yes", TalkKey.B_USEFUL), ("no", TalkKey.B_NOT_NEEDED))
    ]
    back = button(house, language, Key.B_BACK, "back", case.id)
    tap.say(case, TalkKey.ASK_USEFUL, rows(*answers) + row(back))


def all_well(tap: CaseTap, case: Case, *, useful: bool) -> None:
    """End the case with *alt var ok*; danger is never waved away before there was contact."""
    if not _fits(tap, case):
        tap.say(case, TalkKey.TALK_FIRST, tap.buttons(case))
        return
    ended = close_as_well(tap.tx, tap.actor, tap.now, tap.house, case, useful=useful)
    tap.show(ended)


def _fits(tap: CaseTap, case: Case) -> bool:
    youth = tap.youth_of(case)
    return may_be_all_well(case, youth.last_human_contact_at if youth else None)
