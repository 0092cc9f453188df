"""What a member of staff can do about a case now, as buttons."""

from __future__ import annotations

from datetime import datetime

from content.areas.care import CareKey
from content.areas.staff import StaffKey
from content.areas.talks import TalkKey
from content.audience import TextKey
from content.keys import Key
from domain.acknowledging import may_acknowledge, may_take_over
from domain.case import Case, CaseKind, CaseState, Outcome
from domain.handing_on import may_be_all_well, needs_another_road
from domain.lapse import may_take
from domain.message import Button, Buttons
from domain.people import Staff
from services.buttons import button, grid, row, rows
from services.world import House


def case_buttons(
    house: House, case: Case, person: Staff, *, talked_at: datetime | None = None
) -> Buttons:
    """Return what this member of staff can do about the case now.

    `talked_at` is the youth's last human contact (UTC), where the caller knows it: *alt var ok*
    stands only where it fits, and whether it still does is asked again at the tap. No more than
    two stand side by side: three words in a row break on a narrow phone.
    """

    def make(key: TextKey, verb: str) -> Button:
        return button(house, person.language, key, verb, case.id)

    known = case.youth_id is not None
    has_page = known or case.kind is CaseKind.UNKNOWN_SENDER
    look = [make(Key.B_OPEN, "open")] if has_page else []
    worry = [make(StaffKey.B_WORRY, "worry")] if known else []
    if case.state is CaseState.CLOSED:
        return _afterwards(house, case, person)
    give = make(TalkKey.B_GIVE, "give")
    if case.state is CaseState.OPEN:
        may = may_take(case, person.id)
        act = make(Key.B_TAKE, "take") if may else make(Key.B_TALKED, "talked")
        if not may or case.given_by == person.id:
            return rows(act) + (row(*look, *worry) if look else ())
        return rows(act) + grid([*look, give, *worry], 2)
    if case.taken_by != person.id:
        over = [make(Key.B_TAKE, "takeover")] if may_take_over(case, person.id) else []
        seen = [make(CareKey.B_SEEN, "ack")] if may_acknowledge(case, person.id) else []
        return rows(*over, *seen) + (row(*look, *worry) if look else ())
    call = [make(TalkKey.B_CALL_NOW, "callnow")] if known else []
    talk = row(*call, make(Key.B_TALKED, "talked"))
    seldom = [make(TalkKey.B_ALL_WELL, "allwell")] if may_be_all_well(case, talked_at) else []
    if needs_another_road(case):
        seldom.append(make(TalkKey.B_ANOTHER_ROAD, "another"))
    tried = rows(make(Key.B_NOT_REACHED, "notreached"))
    return talk + tried + grid([*seldom, *look, give, *worry], 2)


def _afterwards(house: House, case: Case, person: Staff) -> Buttons:
    """Return what can be done once a talk of theirs is noted: a note, or a worry that is left."""
    if case.youth_id is None or case.outcome is not Outcome.TALKED or case.taken_by != person.id:
        return ()
    return rows(
        button(house, person.language, TalkKey.B_NOTE, "open", case.id),
        button(house, person.language, StaffKey.B_CONCERNED, "concern", case.youth_id),
    )
