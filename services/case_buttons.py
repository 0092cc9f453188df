"""What a member of staff can do about a case now, as buttons."""

from __future__ import annotations

from datetime import datetime

from content.areas.talks import TalkKey
from content.audience import TextKey
from content.keys import Key
from domain.case import Case, CaseState, Outcome
from domain.handing_on import may_be_all_well
from domain.message import Button, Buttons
from domain.people import Staff
from services.buttons import button, row, rows
from services.world import House


def case_buttons(
    house: House, case: Case, person: Staff, *, talked_at: datetime | None = None
) -> Buttons:
    """Return what this member of staff can do about the case now.

    `talked_at` is the youth's last human contact (UTC), where the caller knows it: *alt var ok*
    stands only where it fits, and whether it still does is asked again at the tap.
    """

    def make(key: TextKey, verb: str) -> Button:
        return button(house, person.language, key, verb, case.id)

    known = case.youth_id is not None
    look = [make(Key.B_OPEN, "open")] if known else []
    if case.state is CaseState.CLOSED:
        return _afterwards(case, person, make(TalkKey.B_NOTE, "open"))
    give = make(TalkKey.B_GIVE, "give")
    if case.state is CaseState.OPEN:
        if case.given_by == person.id:
            return rows(make(Key.B_TAKE, "take")) + (row(*look) if look else ())
        return rows(make(Key.B_TAKE, "take")) + row(*look, give)
    if case.taken_by != person.id:
        return row(*look) if look else ()
    call = [make(TalkKey.B_CALL_NOW, "callnow")] if known else []
    well = may_be_all_well(case, talked_at)
    end = [make(TalkKey.B_ALL_WELL, "allwell")] if well else []
    outcomes = rows(make(Key.B_TALKED, "talked"), make(Key.B_NOT_REACHED, "notreached"), *end)
    return rows(*call) + outcomes + row(*look, give)


def _afterwards(case: Case, person: Staff, note: Button) -> Buttons:
    talked = case.outcome is Outcome.TALKED and case.taken_by == person.id
    return row(note) if talked and case.youth_id is not None else ()
