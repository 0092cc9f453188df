"""The one-time link to the page of one youth: offer it, look at it, spend it, and who visits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.case import Case
from domain.people import Actor, Language, Youth
from services.access import Action, Denied, Granted, allow
from services.link_message import say_newer, send_link
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
from storage import cases, page_links, youths
from storage.page_links import OF_A_YOUTH, PageLink
from storage.tx import Rx, Tx

_HERE = frozenset({OF_A_YOUTH})


@dataclass(frozen=True, slots=True)
class Offered:
    """The link is on its way; `outbox_id` is None when the member of staff has no chat now."""

    outbox_id: int | None


@dataclass(frozen=True, slots=True)
class Fresh:
    """A link that can still be spent. It says no name."""

    language: Language
    case_number: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One member of staff at the page of one youth; what they may do is asked at every verb.

    `since` is when the link was made: a case that has closed before says nothing any more. The
    visit lasts until `ends_at` (UTC).
    """

    link_id: int
    staff_id: int
    youth_id: int
    case_id: int | None
    language: Language
    since: datetime
    ends_at: datetime

    @property
    def actor(self) -> Actor:
        """Return the member of staff as actor."""
        return Actor.staff(self.staff_id)


def offer_link(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    *,
    youth_id: int,
    case_id: int | None,
    token: str,
    public_url: str,
) -> Offered | Denied:
    """Make a link to the youth's page and queue it to the chat of the staff who asks.

    The message of an unused link that they asked for at the same place says that it is replaced.

    Args:
        tx: The unit of writing.
        actor: Who asks.
        now: The link works for ten minutes from here (UTC).
        house: The words.
        youth_id: Whose page.
        case_id: The case from which it was asked for.
        token: Unguessable and safe in an address; only its keyed hash is kept.
        public_url: Address of this server, without a slash at its end.
    """
    youth = youths.get(tx, youth_id)
    case = cases.get(tx, case_id) if case_id is not None else None
    case = case_that_counts(case, youth, now)
    granted = allow(tx, actor, now, Action.OPEN_PAGE, youth=youth, case=case)
    if isinstance(granted, Denied):
        return granted
    if youth is None:
        return Denied("no such youth")
    link = PageLink(
        id=tx.new_id(),
        staff_id=granted.staff.id,
        youth_id=youth.id,
        case_id=case.id if case else None,
        created_at=now,
        expires_at=now + LINK_LASTS,
    )
    before = page_links.latest(tx, staff_id=link.staff_id, youth_id=youth.id, case_id=link.case_id)
    page_links.add(tx, link, token)
    sent = send_link(tx, now, house, granted.staff, link, f"{public_url}/p/{token}")
    if before is not None and sent is not None:
        say_newer(tx, now, house, before)
    return Offered(sent)


def case_that_counts(case: Case | None, youth: Youth | None, since: datetime) -> Case | None:
    """Return the case if it gives reason to be here: this youth's, and open since `since`.

    A case that closes during a visit still counts, so that whoever closed it sees what was done.
    """
    if case is None or youth is None or case.youth_id != youth.id:
        return None
    if case.closed_at is not None and case.closed_at < since:
        return None
    return case


def look(rx: Rx, now: datetime, token: str) -> Fresh | Gone:
    """Return what a link would open, and spend nothing: previews and scanners look, too."""
    link = fresh(rx, now, token, _HERE)
    if isinstance(link, Gone):
        return link
    case = cases.get(rx, link.case_id) if link.case_id is not None else None
    return Fresh(language_of(rx, link), case.number if case else None)


def spend(
    tx: Tx, now: datetime, house: House, *, token: str, session_token: str
) -> Visit | Gone | Denied:
    """Spend a link on a visit of thirty minutes; its message says so."""

    def permit(link: PageLink) -> Denied | None:
        allowed = may(tx, now, _visit(tx, Open(link, now)), Action.OPEN_PAGE)
        return allowed if isinstance(allowed, Denied) else None

    spent = spend_link(
        tx, now, house, token=token, session_token=session_token, purposes=_HERE, permit=permit
    )
    return _visit(tx, spent) if isinstance(spent, Open) else spent


def session(rx: Rx, now: datetime, session_token: str) -> Visit | Gone:
    """Return who visits whom, or that the visit is over."""
    found = visit_of(rx, now, session_token, _HERE)
    return _visit(rx, found) if isinstance(found, Open) else found


def leave(tx: Tx, now: datetime, visit: Visit) -> None:
    """End a visit: the cookie opens nothing from here on."""
    page_links.end_session(tx, now, visit.link_id)


@dataclass(frozen=True, slots=True)
class Allowed:
    """Permission, with the youth as they stand now and the case that the visit came from."""

    by: Granted
    youth: Youth
    case: Case | None


def may(tx: Tx, now: datetime, visit: Visit, action: Action) -> Allowed | Denied:
    """Return the permission of a visitor as the database has it now, written down either way."""
    youth = youths.get(tx, visit.youth_id)
    case = cases.get(tx, visit.case_id) if visit.case_id is not None else None
    case = case_that_counts(case, youth, visit.since)
    granted = allow(tx, visit.actor, now, action, youth=youth, case=case)
    if isinstance(granted, Denied):
        return granted
    if youth is None:
        return Denied("no such youth")
    return Allowed(granted, youth, case)


def _visit(rx: Rx, found: Open) -> Visit:
    link = found.link
    assert link.youth_id is not None, "a link to the page of a youth names one"
    return Visit(
        link_id=link.id,
        staff_id=link.staff_id,
        youth_id=link.youth_id,
        case_id=link.case_id,
        language=language_of(rx, link),
        since=link.created_at,
        ends_at=found.ends_at,
    )
