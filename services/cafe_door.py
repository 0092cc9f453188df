"""The one-time link to the café page: offered in Telegram, spent on a visit of half an hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from content.areas.cafe import CafeKey
from content.keys import Key
from domain.incoming import Incoming
from domain.message import Purpose
from domain.people import Actor, Language, Staff
from services.access import Action, Denied, allow
from services.page_link import LINK_LASTS, VISIT_LASTS, Gone, Why
from services.say import Line, answer_staff, to_staff
from services.world import House
from storage import cafe_links, cafes, page_links, told
from storage import staff as staff_rows
from storage.cafe_links import CafeLink
from storage.tx import Rx, Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class CafeVisit:
    """One coordinator at the café page; permission is asked at every verb. Ends at `ends_at`."""

    link_id: int
    staff_id: int
    cafe_id: int | None
    language: Language
    ends_at: datetime

    @property
    def actor(self) -> Actor:
        """Return the coordinator as actor."""
        return Actor.staff(self.staff_id)


def open_cafes(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    cafe_id: int,
    token: str,
    public_url: str,
) -> None:
    """Send a coordinator the link to the café page; an id of no evening opens the list."""
    granted = allow(tx, actor, now, Action.RUN_CAFES, youth=None, case=None)
    if isinstance(granted, Denied):
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
        return
    link = CafeLink(
        id=tx.new_id(),
        staff_id=staff.id,
        cafe_id=cafe_id if cafes.get(tx, cafe_id) is not None else None,
        created_at=now,
        expires_at=now + LINK_LASTS,
    )
    cafe_links.add(tx, link, token)
    minutes = int(LINK_LASTS.total_seconds() // 60)
    words = house.texts.say(staff.language, CafeKey.LINK, minutter=minutes)
    line = Line(
        purpose=Purpose.LINK,
        key=CafeKey.LINK,
        text=f"{words}\n{public_url}/c/{token}",
        dedupe=_name(link),
        late_at=link.expires_at,
    )
    to_staff(tx, now, staff, line)


def look_at_cafes(rx: Rx, now: datetime, token: str) -> Language | Gone:
    """Return in which language a link would open, and spend nothing."""
    link = cafe_links.find(rx, token)
    if link is None:
        return Gone(Why.UNKNOWN)
    if link.spent_at is not None:
        return Gone(Why.USED, _language(rx, link))
    if now >= link.expires_at:
        return Gone(Why.EXPIRED, _language(rx, link))
    return _language(rx, link)


def visit_cafes(
    tx: Tx, now: datetime, house: House, *, token: str, session_token: str
) -> CafeVisit | Gone | Denied:
    """Spend a link on a visit; the same button pressed twice finds the visit it opened."""
    link = cafe_links.find(tx, token)
    if link is None:
        return Gone(Why.UNKNOWN)
    if link.spent_at is not None:
        return _once_more(tx, now, link, session_token)
    if now >= link.expires_at:
        return Gone(Why.EXPIRED, _language(tx, link))
    actor = Actor.staff(link.staff_id)
    granted = allow(tx, actor, now, Action.RUN_CAFES, youth=None, case=None)
    if isinstance(granted, Denied):
        return granted
    visit = _visit(tx, link, now + VISIT_LASTS)
    if not page_links.spend(tx, now, link.id, session_token, visit.ends_at):
        return Gone(Why.USED, visit.language)
    _say_used(tx, now, house, granted.staff, link)
    return visit


def cafe_session(rx: Rx, now: datetime, session_token: str) -> CafeVisit | Gone:
    """Return who visits, or that the visit is over."""
    link = cafe_links.find_session(rx, session_token)
    if link is None:
        return Gone(Why.NO_VISIT)
    if link.session_ends_at is None or now >= link.session_ends_at:
        return Gone(Why.OVER, _language(rx, link))
    return _visit(rx, link, link.session_ends_at)


def leave_cafes(tx: Tx, now: datetime, visit: CafeVisit) -> None:
    """End a visit: the cookie opens nothing from here on."""
    page_links.end_session(tx, now, visit.link_id)


def _once_more(tx: Tx, now: datetime, link: CafeLink, session_token: str) -> CafeVisit | Gone:
    ends_at = link.session_ends_at
    mine = link.session == page_links.session_hash(tx, session_token)
    if not mine or ends_at is None or now >= ends_at:
        return Gone(Why.USED, _language(tx, link))
    return _visit(tx, link, ends_at)


def _visit(rx: Rx, link: CafeLink, ends_at: datetime) -> CafeVisit:
    return CafeVisit(
        link_id=link.id,
        staff_id=link.staff_id,
        cafe_id=link.cafe_id,
        language=_language(rx, link),
        ends_at=ends_at,
    )


def _language(rx: Rx, link: CafeLink) -> Language:
    person = staff_rows.get(rx, link.staff_id)
    return person.language if person else "da"


def _say_used(tx: Tx, now: datetime, house: House, person: Staff, link: CafeLink) -> None:
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


def _name(link: CafeLink) -> str:
    return f"link:{link.id}"
