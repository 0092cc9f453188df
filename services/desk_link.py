"""One-time links to pages that are not one youth's: a form, a list, a chat nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from content.audience import TextKey
from content.keys import Key
from domain.message import Purpose
from domain.people import Actor, Language, Staff
from services.access import Action, Denied, Granted, allow
from services.page_link import LINK_LASTS, VISIT_LASTS, Gone, Why
from services.say import Line, to_staff
from services.world import House
from storage import cases, desk_links, page_links, told
from storage import staff as staff_rows
from storage.desk_links import DeskLink
from storage.tx import Rx, Tx


class Desk(StrEnum):
    """Which page a link opens; the value stands in the database."""

    NEW_YOUTH = "new_youth"
    SENDER = "sender"  # about_id is the case of a chat that nobody has enrolled
    REPLIES = "replies"
    CAFES = "cafes"  # about_id is the evening to show first


_ACTION: Mapping[Desk, Action] = MappingProxyType(
    {
        Desk.NEW_YOUTH: Action.ENROL_YOUTH,
        Desk.SENDER: Action.HANDLE_CASE,
        Desk.REPLIES: Action.OWN_DAY,
        Desk.CAFES: Action.RUN_CAFES,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskVisit:
    """One member of staff at such a page; permission is asked at every verb. Ends at `ends_at`."""

    link_id: int
    staff_id: int
    desk: Desk
    about_id: int | None
    language: Language
    ends_at: datetime

    @property
    def actor(self) -> Actor:
        """Return the member of staff as actor."""
        return Actor.staff(self.staff_id)


def offer_desk(
    tx: Tx,
    now: datetime,
    house: House,
    staff: Staff,
    desk: Desk,
    *,
    key: TextKey,
    token: str,
    public_url: str,
    about_id: int | None = None,
) -> int | Denied | None:
    """Queue a link to the staff who asks; return its outbox id, None when they have no chat.

    Args:
        tx: The unit of writing.
        now: The link works for ten minutes from here (UTC).
        house: The words.
        staff: Who asks.
        desk: Which page.
        key: What the message says; it may use {minutter}, and the address stands below.
        token: Unguessable and safe in an address; only its keyed hash is kept.
        public_url: Address of this server, without a slash at its end.
        about_id: The row that the page is about.
    """
    granted = _may(tx, now, staff.id, desk, about_id)
    if isinstance(granted, Denied):
        return granted
    link = DeskLink(
        id=tx.new_id(),
        staff_id=staff.id,
        purpose=desk.value,
        about_id=about_id,
        created_at=now,
        expires_at=now + LINK_LASTS,
    )
    desk_links.add(tx, link, token)
    values = {"minutter": int(LINK_LASTS.total_seconds() // 60)}
    wanted = {name: values[name] for name in key.placeholders}
    line = Line(
        purpose=Purpose.LINK,
        key=key,
        text=f"{house.texts.say(staff.language, key, **wanted)}\n{public_url}/d/{token}",
        dedupe=_name(link),
        late_at=link.expires_at,
    )
    return to_staff(tx, now, staff, line)


def look_at_desk(rx: Rx, now: datetime, token: str) -> Language | Gone:
    """Return in which language a link would open, and spend nothing."""
    link = desk_links.find(rx, token)
    if link is None:
        return Gone(Why.UNKNOWN)
    if link.spent_at is not None:
        return Gone(Why.USED, _language(rx, link))
    if now >= link.expires_at:
        return Gone(Why.EXPIRED, _language(rx, link))
    return _language(rx, link)


def spend_desk(
    tx: Tx, now: datetime, house: House, *, token: str, session_token: str
) -> DeskVisit | Gone | Denied:
    """Spend a link on a visit; the same button pressed twice finds the visit it opened."""
    link = desk_links.find(tx, token)
    if link is None:
        return Gone(Why.UNKNOWN)
    if link.spent_at is not None:
        return _once_more(tx, now, link, session_token)
    if now >= link.expires_at:
        return Gone(Why.EXPIRED, _language(tx, link))
    granted = _may(tx, now, link.staff_id, Desk(link.purpose), link.about_id)
    if isinstance(granted, Denied):
        return granted
    visit = _visit(tx, link, now + VISIT_LASTS)
    if not page_links.spend(tx, now, link.id, session_token, visit.ends_at):
        return Gone(Why.USED, visit.language)
    _say_used(tx, now, house, granted.staff, link)
    return visit


def desk_session(rx: Rx, now: datetime, session_token: str, desk: Desk) -> DeskVisit | Gone:
    """Return who visits this page, or that the visit is over."""
    link = desk_links.find_session(rx, session_token)
    if link is None or link.purpose != desk.value:
        return Gone(Why.NO_VISIT)
    if link.session_ends_at is None or now >= link.session_ends_at:
        return Gone(Why.OVER, _language(rx, link))
    return _visit(rx, link, link.session_ends_at)


def may_at_desk(tx: Tx, now: datetime, visit: DeskVisit) -> Granted | Denied:
    """Return the permission of a visitor as the database has it now, written down either way."""
    return _may(tx, now, visit.staff_id, visit.desk, visit.about_id)


def leave_desk(tx: Tx, now: datetime, visit: DeskVisit) -> None:
    """End a visit: the cookie opens nothing from here on."""
    page_links.end_session(tx, now, visit.link_id)


def _may(
    tx: Tx, now: datetime, staff_id: int, desk: Desk, about_id: int | None
) -> Granted | Denied:
    case = cases.get(tx, about_id) if desk is Desk.SENDER and about_id is not None else None
    return allow(tx, Actor.staff(staff_id), now, _ACTION[desk], youth=None, case=case)


def _once_more(tx: Tx, now: datetime, link: DeskLink, session_token: str) -> DeskVisit | Gone:
    ends_at = link.session_ends_at
    mine = link.session == page_links.session_hash(tx, session_token)
    if not mine or ends_at is None or now >= ends_at:
        return Gone(Why.USED, _language(tx, link))
    return _visit(tx, link, ends_at)


def _visit(rx: Rx, link: DeskLink, ends_at: datetime) -> DeskVisit:
    return DeskVisit(
        link_id=link.id,
        staff_id=link.staff_id,
        desk=Desk(link.purpose),
        about_id=link.about_id,
        language=_language(rx, link),
        ends_at=ends_at,
    )


def _language(rx: Rx, link: DeskLink) -> Language:
    person = staff_rows.get(rx, link.staff_id)
    return person.language if person else "da"


def _say_used(tx: Tx, now: datetime, house: House, person: Staff, link: DeskLink) -> None:
    """Let the message say that its link is used; the address goes."""
    sent = told.named(tx, _name(link))
    line = Line(
        purpose=Purpose.NOTICE,
        key=Key.LINK_USED,
        text=house.texts.say(person.language, Key.LINK_USED),
        dedupe=f"{_name(link)}:used",
        edits=sent,
    )
    if sent is not None:
        to_staff(tx, now, person, line)


def _name(link: DeskLink) -> str:
    return f"link:{link.id}"
