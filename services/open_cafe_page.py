"""*Tema og mad*, *hvem er hvem?*, *åbn café-siden*: a one-time link to the café page."""

from __future__ import annotations

from datetime import datetime

from content.areas.cafe import CafeKey
from content.keys import Key
from domain.incoming import Incoming
from domain.people import Actor, Staff
from services.access import Denied
from services.say import answer_staff
from services.staff_page_link import StaffPage, offer_staff_page
from services.world import House
from storage import cafes
from storage.tx import Tx


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
    offered = offer_staff_page(
        tx,
        now,
        house,
        staff,
        StaffPage.CAFES,
        key=CafeKey.LINK,
        token=token,
        public_url=public_url,
        about_id=cafe_id if cafes.get(tx, cafe_id) is not None else None,
    )
    if isinstance(offered, Denied):
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
