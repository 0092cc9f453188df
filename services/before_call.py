"""*Før jeg ringer*: what was agreed if they go quiet, the last talk, the last note, the tries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.agreement import IfQuiet, PartOfDay
from domain.talk import REAL, Talk, to_note, tries_today
from services.page_link import Visit
from storage import agreements, staff, talks
from storage import youths as youth_rows
from storage.tx import Rx

_LOOK_BACK = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeCall:
    """What helps before a call. `mine` is the visitor's own talk of the last day, to note upon."""

    if_quiet: IfQuiet | None
    if_quiet_part: PartOfDay | None
    if_quiet_note: str
    talk: Talk | None
    note: Talk | None
    mine: Talk | None
    promised_at: datetime | None
    tries: int
    names: Mapping[int, str]


def before_call(rx: Rx, now: datetime, visit: Visit) -> BeforeCall | None:
    """Return it for a visitor who was let in to read; None when the youth is gone."""
    youth = youth_rows.get(rx, visit.youth_id)
    if youth is None:
        return None
    agreed = agreements.get(rx, youth.id)
    known = talks.latest_of(rx, youth.id, _LOOK_BACK)
    people = (staff.get(rx, one) for one in {talk.staff_id for talk in known})
    return BeforeCall(
        if_quiet=agreed.if_quiet,
        if_quiet_part=agreed.if_quiet_part,
        if_quiet_note=agreed.if_quiet_note,
        talk=next((one for one in known if one.way in REAL), None),
        note=next((one for one in known if one.note), None),
        mine=to_note(known, visit.staff_id, now),
        promised_at=youth.next_contact_at,
        tries=tries_today(known, now, youth.zone),
        names={person.id: person.first_name for person in people if person is not None},
    )
