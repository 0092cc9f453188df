"""Rows of one-time links to pages of staff, and of the visits they open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, bindparam, select, update

from storage.tables import page_link
from storage.tx import Rx, Tx

OF_A_YOUTH = "youth"  # the purpose of a link to the page of one youth


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A link for one member of staff: to one youth, or to another page. Instants are UTC.

    `purpose` names the page, and `about_id` the row that a page of no youth is about. `session`
    is the keyed hash of the cookie of the one visit, once the link is spent.
    """

    id: int
    staff_id: int
    created_at: datetime
    expires_at: datetime
    purpose: str = OF_A_YOUTH
    youth_id: int | None = None
    case_id: int | None = None
    about_id: int | None = None
    spent_at: datetime | None = None
    session: bytes | None = None
    session_ends_at: datetime | None = None


def add(tx: Tx, new: PageLink, token: str) -> None:
    """Insert a link; only the keyed hash of its token is kept."""
    tx.insert(
        page_link,
        {
            "page_link_id": new.id,
            "token_lookup": tx.lookup("page_link", token),
            "staff_id": new.staff_id,
            "purpose": new.purpose,
            "youth_id": new.youth_id,
            "case_file_id": new.case_id,
            "about_id": new.about_id,
            "created_at": new.created_at,
            "expires_at": new.expires_at,
        },
    )


def get(rx: Rx, link_id: int) -> PageLink | None:
    """Return one link, or None."""
    return _link(rx.row(page_link, page_link_id=link_id))


def point_at(tx: Tx, link_id: int, about_id: int) -> None:
    """Let a link be about a row that its page has made."""
    tx.change(page_link, {"about_id": about_id}, page_link_id=link_id)


def find(rx: Rx, token: str) -> PageLink | None:
    """Return the link with that token, spent or not."""
    return _link(rx.row(page_link, token_lookup=rx.lookup("page_link", token)))


def latest(rx: Rx, *, staff_id: int, youth_id: int, case_id: int | None) -> PageLink | None:
    """Return the newest link of one member of staff to one youth from the same case."""
    wanted = {"site": rx.site_id, "staff": staff_id, "youth": youth_id}
    if case_id is None:
        return _link(rx.execute(_LATEST_OF_NO_CASE, wanted).mappings().first())
    return _link(rx.execute(_LATEST, {**wanted, "case": case_id}).mappings().first())


# Built once: to build a statement takes longer than to run it.
_OF_BOTH = (
    select(page_link)
    .where(
        page_link.c.site_id == bindparam("site"),
        page_link.c.staff_id == bindparam("staff"),
        page_link.c.youth_id == bindparam("youth"),
    )
    .order_by(page_link.c.page_link_id.desc())
    .limit(1)
)
_LATEST = _OF_BOTH.where(page_link.c.case_file_id == bindparam("case"))
_LATEST_OF_NO_CASE = _OF_BOTH.where(page_link.c.case_file_id.is_(None))
_SPENT = (
    update(page_link)
    .where(
        page_link.c.site_id == bindparam("of_site"),
        page_link.c.page_link_id == bindparam("of_link"),
        page_link.c.spent_at.is_(None),
    )
    .values(
        spent_at=bindparam("at"),
        session_lookup=bindparam("session"),
        session_ends_at=bindparam("until"),
    )
)


def session_hash(rx: Rx, session_token: str) -> bytes:
    """Return the keyed hash under which a visit is kept."""
    return rx.lookup("page_session", session_token)


def find_session(rx: Rx, session_token: str) -> PageLink | None:
    """Return the link whose visit has that cookie, over or not."""
    return _link(rx.row(page_link, session_lookup=session_hash(rx, session_token)))


def spend(tx: Tx, now: datetime, link_id: int, session_token: str, ends_at: datetime) -> bool:
    """Spend a link on a visit that lasts until `ends_at`; return False when it was spent before.

    Of two who spend it at once only one gets True.
    """
    wanted = {"of_site": tx.site_id, "of_link": link_id, "at": now, "until": ends_at}
    session = session_hash(tx, session_token)
    return tx.execute(_SPENT, {**wanted, "session": session}).rowcount == 1


def end_session(tx: Tx, now: datetime, link_id: int) -> None:
    """End the visit that the link opened."""
    tx.change(page_link, {"session_ends_at": now}, page_link_id=link_id)


def _link(row: RowMapping | None) -> PageLink | None:
    if row is None:
        return None
    as_they_are = ("staff_id", "purpose", "youth_id", "about_id", "created_at", "expires_at")
    return PageLink(
        id=row["page_link_id"],
        case_id=row["case_file_id"],
        spent_at=row["spent_at"],
        session=row["session_lookup"],
        session_ends_at=row["session_ends_at"],
        **{name: row[name] for name in as_they_are},
    )
