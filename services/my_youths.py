"""/unge: whom somebody looks after, who is to be called first, and the way to each page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from content.areas.staff import StaffKey
from content.areas.talks import TalkKey
from content.audience import TextKey
from content.keys import Key
from content.phrases import when
from domain.callback import encode
from domain.clocks import contact_due_at, silence_evidence
from domain.incoming import Incoming
from domain.message import Button, Buttons
from domain.people import Actor, Staff, Youth, YouthStatus
from services.access import Action, Denied, allow
from services.agreed_if_quiet import last_talk
from services.buttons import grid
from services.initial import initial_and_phase
from services.looked_after import looked_after
from services.paging import Page
from services.say import answer_staff
from services.world import House
from storage.tx import Tx

PAGE = 10  # youths, with a button each
_IN_A_ROW = 2
_LATEST = datetime.max.replace(tzinfo=UTC)
_WITH_US = frozenset(
    {YouthStatus.INVITED, YouthStatus.ASKED, YouthStatus.ACTIVE, YouthStatus.STOPPED}
)
_NOT_YET = frozenset({YouthStatus.INVITED, YouthStatus.ASKED})


def show_youths(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    page: int = 0,
    edit: bool = False,
) -> None:
    """Show whom somebody looks after, a page of it, by initial and phase; soonest to call first.

    With `edit` the tapped message becomes the list, else a new one comes.
    """
    granted = allow(tx, actor, now, Action.OWN_DAY, youth=None, case=None)
    if isinstance(granted, Denied):
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
        return
    found = sorted(looked_after(tx, now, staff, _WITH_US), key=lambda one: _first(house, one))
    part = Page.of(found, page, PAGE)
    shown, first = part.rows, part.first
    if not shown:
        answer_staff(tx, now, house, incoming, staff, TalkKey.NOBODY_YET, edit=edit)
        return
    say = house.texts.say
    several = say(staff.language, StaffKey.YOUTHS, antal=len(found))
    head = several if len(found) > 1 else say(staff.language, StaffKey.ONE_YOUTH)
    names = [initial_and_phase(tx, now, house, one, staff.language) for one in shown]
    lines = [
        say(
            staff.language,
            StaffKey.YOUTHS_ROW,
            nr=number,
            hvem=name,
            status=_stands(now, house, staff, one),
        )
        for number, (name, one) in enumerate(zip(names, shown, strict=True), first)
    ]
    paging = part.buttons(house, staff.language, "youths")
    buttons = _open_each(house, staff, shown, first) + paging
    text = "\n".join([head, *lines])
    answer_staff(
        tx, now, house, incoming, staff, StaffKey.YOUTHS, buttons=buttons, edit=edit, text=text
    )


def _first(house: House, youth: Youth) -> tuple[datetime, int]:
    return contact_due_at(youth, house.site) or _LATEST, youth.id


def _stands(now: datetime, house: House, staff: Staff, youth: Youth) -> str:
    """Return when they last talked and when they talk again, or why nobody calls."""

    def say(key: TextKey, **values: str) -> str:
        return house.texts.say(staff.language, key, **values)

    if youth.status in _NOT_YET:
        return say(StaffKey.YOUTHS_NOT_YET)
    due = contact_due_at(youth, house.site)
    if due is None:
        return say(StaffKey.YOUTHS_NO_CALLS)
    days = silence_evidence(youth, now).get("days_since_talk")
    talked = last_talk(house, days, staff) if isinstance(days, int) else None
    moment = when(due, now, house.site.zone, staff.language)
    key = StaffKey.YOUTHS_DUE if due > now else StaffKey.YOUTHS_LATE
    return ", ".join(filter(None, (talked, say(key, hvornaar=moment))))


def _open_each(house: House, staff: Staff, shown: Sequence[Youth], first: int) -> Buttons:
    labels = [
        Button(
            house.texts.say(staff.language, StaffKey.B_ROW_OPEN, nr=number),
            encode("openy", one.id),
        )
        for number, one in enumerate(shown, first)
    ]
    return grid(labels, _IN_A_ROW)
