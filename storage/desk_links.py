"""Rows of one-time links to pages that are not one youth's, and of the visits they open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, select

from storage.page_links import session_hash
from storage.tables import page_link
from storage.tx import Rx, Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskLink:
    """A link for one member of staff; `about_id` is the row it is about. Instants are UTC."""

    id: int
    staff_id: int
    purpose: str
    about_id: int | None
    created_at: datetime
    expires_at: datetime
    spent_at: datetime | None = None
    session: bytes | None = None
    session_ends_at: datetime | None = None


def add(tx: Tx, new: DeskLink, token: str) -> None:
    """Insert a link; only the keyed hash of its token is kept."""
    tx.execute(
        page_link.insert().values(
            site_id=tx.site_id,
            page_link_id=new.id,
            token_lookup=tx.lookup("page_link", token),
            staff_id=new.staff_id,
            purpose=new.purpose,
            about_id=new.about_id,
            created_at=new.created_at,
            expires_at=new.expires_at,
        )
    )


def get(rx: Rx, link_id: int) -> DeskLink | None:
    """Return one link, or None."""
    return _first(rx, page_link.c.page_link_id == link_id)


def point_at(tx: Tx, link_id: int, about_id: int) -> None:
    """Let a link be about a row that its page has made."""
    tx.execute(
        page_link.update()
        .where(page_link.c.site_id == tx.site_id, page_link.c.page_link_id == link_id)
        .values(about_id=about_id)
    )


def find(rx: Rx, token: str) -> DeskLink | None:
    """Return the link with that token, spent or not."""
    return _first(rx, page_link.c.token_lookup == rx.lookup("page_link", token))


def find_session(rx: Rx, session_token: str) -> DeskLink | None:
    """Return the link whose visit has that cookie, over or not."""
    return _first(rx, page_link.c.session_lookup == session_hash(rx, session_token))


def _first(rx: Rx, which: ColumnElement[bool]) -> DeskLink | None:
    of_desk = page_link.c.youth_id.is_(None)
    row = rx.execute(
        select(page_link).where(page_link.c.site_id == rx.site_id, which, of_desk)
    ).first()
    return _link(row) if row else None


def _link(row: Row[tuple[object, ...]]) -> DeskLink:
    return DeskLink(
        id=row.page_link_id,
        staff_id=row.staff_id,
        purpose=row.purpose,
        about_id=row.about_id,
        created_at=row.created_at,
        expires_at=row.expires_at,
        spent_at=row.spent_at,
        session=row.session_lookup,
        session_ends_at=row.session_ends_at,
    )
