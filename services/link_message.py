"""The message that carries a one-time link, and what it says when the link is of no more use."""

from __future__ import annotations

from datetime import datetime, timedelta

from content.keys import Key
from domain.message import Purpose
from domain.people import Staff
from services.say import Line, to_staff
from services.world import House
from storage import cases, told
from storage import staff as staff_rows
from storage.page_links import PageLink
from storage.tx import Tx

_MINUTE = timedelta(minutes=1)
# A link is asked for at a case, or at a notice about a youth who has none.
_OF_CASE = {
    Key.LINK: Key.LINK_OF_CASE,
    Key.LINK_USED: Key.LINK_OF_CASE_USED,
    Key.LINK_NEWER: Key.LINK_OF_CASE_NEWER,
}


def send_link(
    tx: Tx, now: datetime, house: House, person: Staff, link: PageLink, address: str
) -> int | None:
    """Queue the link with how long it works; None when the member of staff has no chat now."""
    lasts = (link.expires_at - link.created_at) // _MINUTE
    key, words = _words(tx, house, person, link, Key.LINK, minutter=lasts)
    line = Line(
        purpose=Purpose.LINK,
        key=key,
        text=f"{words}\n{address}",
        dedupe=name_of(link),
        late_at=link.expires_at,
        case_id=link.case_id,
    )
    return to_staff(tx, now, person, line)


def say_used(tx: Tx, now: datetime, house: House, link: PageLink) -> None:
    """Let the message say that its link is used; the address goes."""
    _change(tx, now, house, link, Key.LINK_USED)


def say_newer(tx: Tx, now: datetime, house: House, link: PageLink) -> None:
    """Let the message of an unused link say that there is a newer one; the address goes."""
    if link.spent_at is None:
        _change(tx, now, house, link, Key.LINK_NEWER)


def _change(tx: Tx, now: datetime, house: House, link: PageLink, about: Key) -> None:
    person = staff_rows.get(tx, link.staff_id)
    sent = told.named(tx, name_of(link))
    if person is None or sent is None:
        return
    key, words = _words(tx, house, person, link, about)
    line = Line(
        purpose=Purpose.NOTICE,
        key=key,
        text=words,
        dedupe=f"{name_of(link)}:{about}",
        edits=sent,
        case_id=link.case_id,
    )
    to_staff(tx, now, person, line)


def _words(
    tx: Tx, house: House, person: Staff, link: PageLink, about: Key, **values: int
) -> tuple[Key, str]:
    case = cases.get(tx, link.case_id) if link.case_id is not None else None
    if case is None:
        return about, house.texts.say(person.language, about, **values)
    key = _OF_CASE[about]
    return key, house.texts.say(person.language, key, nummer=case.number, **values)


def name_of(link: PageLink) -> str:
    """Return the name under which the message with a link is queued."""
    return f"link:{link.id}"
