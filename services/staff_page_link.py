"""One-time links to pages that are not one youth's: a form, a list, a chat nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from content.audience import TextKey
from domain.message import Purpose
from domain.people import Actor, Language, Staff
from services.access import Action, Denied, Granted, allow
from services.link_message import name_of
from services.say import Line, to_staff
from services.spend_link import (
    LINK_LASTS,
    Gone,
    Open,
    fresh,
    language_of,
    spend_link,
    visit_of,
)
from services.world import House
from storage import cases, page_links
from storage.page_links import PageLink
from storage.tx import Rx, Tx


class StaffPage(StrEnum):
    """Which page a link opens; the value stands in the database."""

    NEW_YOUTH = "new_youth"
    SENDER = "sender"  # about_id is the case of a chat that nobody has enrolled
    REPLIES = "replies"
    CAFES = "cafes"  # about_id is the evening to show first


_HERE = frozenset(page.value for page in StaffPage)
_ACTION: Mapping[StaffPage, Action] = MappingProxyType(
    {
        StaffPage.NEW_YOUTH: Action.ENROL_YOUTH,
        StaffPage.SENDER: Action.HANDLE_CASE,
        StaffPage.REPLIES: Action.OWN_DAY,
        StaffPage.CAFES: Action.RUN_CAFES,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffVisit:
    """One member of staff at such a page; permission is asked at every verb. Ends at `ends_at`."""

    link_id: int
    staff_id: int
    page: StaffPage
    about_id: int | None
    language: Language
    ends_at: datetime

    @property
    def actor(self) -> Actor:
        """Return the member of staff as actor."""
        return Actor.staff(self.staff_id)


def offer_staff_page(
    tx: Tx,
    now: datetime,
    house: House,
    staff: Staff,
    page: StaffPage,
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
        page: Which page.
        key: What the message says; it may use {minutter}, and the address stands below.
        token: Unguessable and safe in an address; only its keyed hash is kept.
        public_url: Address of this server, without a slash at its end.
        about_id: The row that the page is about.
    """
    granted = _may(tx, now, staff.id, page, about_id)
    if isinstance(granted, Denied):
        return granted
    link = PageLink(
        id=tx.new_id(),
        staff_id=staff.id,
        purpose=page.value,
        about_id=about_id,
        created_at=now,
        expires_at=now + LINK_LASTS,
    )
    page_links.add(tx, link, token)
    values = {"minutter": int(LINK_LASTS.total_seconds() // 60)}
    wanted = {name: values[name] for name in key.placeholders}
    line = Line(
        purpose=Purpose.LINK,
        key=key,
        text=f"{house.texts.say(staff.language, key, **wanted)}\n{public_url}/d/{token}",
        dedupe=name_of(link),
        late_at=link.expires_at,
    )
    return to_staff(tx, now, staff, line)


def look_at_staff_page(rx: Rx, now: datetime, token: str) -> Language | Gone:
    """Return in which language a link would open, and spend nothing."""
    link = fresh(rx, now, token, _HERE)
    return link if isinstance(link, Gone) else language_of(rx, link)


def spend_staff_link(
    tx: Tx, now: datetime, house: House, *, token: str, session_token: str
) -> StaffVisit | Gone | Denied:
    """Spend a link on a visit; the same button pressed twice finds the visit it opened."""

    def permit(link: PageLink) -> Denied | None:
        granted = _may(tx, now, link.staff_id, StaffPage(link.purpose), link.about_id)
        return granted if isinstance(granted, Denied) else None

    spent = spend_link(
        tx, now, house, token=token, session_token=session_token, purposes=_HERE, permit=permit
    )
    return _visit(tx, spent) if isinstance(spent, Open) else spent


def staff_session(rx: Rx, now: datetime, session_token: str, page: StaffPage) -> StaffVisit | Gone:
    """Return who visits this page, or that the visit is over."""
    found = visit_of(rx, now, session_token, {page.value})
    return _visit(rx, found) if isinstance(found, Open) else found


def may_on_staff_page(tx: Tx, now: datetime, visit: StaffVisit) -> Granted | Denied:
    """Return the permission of a visitor as the database has it now, written down either way."""
    return _may(tx, now, visit.staff_id, visit.page, visit.about_id)


def leave_staff_page(tx: Tx, now: datetime, visit: StaffVisit) -> None:
    """End a visit: the cookie opens nothing from here on."""
    page_links.end_session(tx, now, visit.link_id)


def _may(
    tx: Tx, now: datetime, staff_id: int, page: StaffPage, about_id: int | None
) -> Granted | Denied:
    case = cases.get(tx, about_id) if page is StaffPage.SENDER and about_id is not None else None
    return allow(tx, Actor.staff(staff_id), now, _ACTION[page], youth=None, case=case)


def _visit(rx: Rx, found: Open) -> StaffVisit:
    link = found.link
    return StaffVisit(
        link_id=link.id,
        staff_id=link.staff_id,
        page=StaffPage(link.purpose),
        about_id=link.about_id,
        language=language_of(rx, link),
        ends_at=found.ends_at,
    )
