"""A one-time link and the one visit it opens: the same for every page behind a link."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.people import Language
from services.access import Denied
from services.link_message import say_used
from services.world import House
from storage import page_links
from storage import staff as staff_rows
from storage.page_links import PageLink
from storage.tx import Rx, Tx

LINK_LASTS = timedelta(minutes=10)
VISIT_LASTS = timedelta(minutes=30)


class Why(StrEnum):
    """Why a link or a visit opens nothing."""

    UNKNOWN = "unknown"
    USED = "used"
    EXPIRED = "expired"
    OVER = "over"  # the visit has ended
    NO_VISIT = "no_visit"  # there never was one


@dataclass(frozen=True, slots=True)
class Gone:
    """A link or a visit that opens nothing.

    `language` is None when nobody is known, and `purpose` (the page it was for) when that is not.
    """

    why: Why
    language: Language | None = None
    purpose: str | None = None


@dataclass(frozen=True, slots=True)
class Open:
    """A link whose visit is open until then (UTC)."""

    link: PageLink
    ends_at: datetime


def fresh(rx: Rx, now: datetime, token: str, purposes: Collection[str]) -> PageLink | Gone:
    """Return a link to one of these pages that can be spent, and spend nothing.

    Previews and scanners look, too.
    """
    link = _found(rx, token, purposes)
    if link is None:
        return Gone(Why.UNKNOWN)
    if link.spent_at is not None:
        return _gone(rx, link, Why.USED)
    if now >= link.expires_at:
        return _gone(rx, link, Why.EXPIRED)
    return link


def spend_link(
    tx: Tx,
    now: datetime,
    house: House,
    *,
    token: str,
    session_token: str,
    purposes: Collection[str],
    permit: Callable[[PageLink], Denied | None],
) -> Open | Gone | Denied:
    """Spend a link on a visit of thirty minutes; its message says so.

    The same session token again (a button pressed twice) finds the visit it opened; any other is
    told that the link is used. `permit` says whether its owner may go there now.
    """
    link = _found(tx, token, purposes)
    if link is not None and link.spent_at is not None:
        return _once_more(tx, now, link, session_token)
    looked = fresh(tx, now, token, purposes)
    if isinstance(looked, Gone):
        return looked
    denied = permit(looked)
    if denied is not None:
        return denied
    ends_at = now + VISIT_LASTS
    if not page_links.spend(tx, now, looked.id, session_token, ends_at):
        return _gone(tx, looked, Why.USED)
    say_used(tx, now, house, looked)
    return Open(looked, ends_at)


def visit_of(rx: Rx, now: datetime, session_token: str, purposes: Collection[str]) -> Open | Gone:
    """Return the visit to one of these pages that has this cookie, or that it is over."""
    link = page_links.find_session(rx, session_token)
    if link is None or link.purpose not in purposes:
        return Gone(Why.NO_VISIT)
    if link.session_ends_at is None or now >= link.session_ends_at:
        return _gone(rx, link, Why.OVER)
    return Open(link, link.session_ends_at)


def language_of(rx: Rx, link: PageLink) -> Language:
    """Return the language of the member of staff to whom a link belongs."""
    person = staff_rows.get(rx, link.staff_id)
    return person.language if person else "da"


def _gone(rx: Rx, link: PageLink, why: Why) -> Gone:
    return Gone(why, language_of(rx, link), link.purpose)


def _found(rx: Rx, token: str, purposes: Collection[str]) -> PageLink | None:
    link = page_links.find(rx, token)
    return link if link is not None and link.purpose in purposes else None


def _once_more(rx: Rx, now: datetime, link: PageLink, session_token: str) -> Open | Gone:
    ends_at = link.session_ends_at
    mine = link.session == page_links.session_hash(rx, session_token)
    if not mine or ends_at is None or now >= ends_at:
        return _gone(rx, link, Why.USED)
    return Open(link, ends_at)
