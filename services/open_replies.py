"""The link to the list of what nobody has read, asked for in Telegram."""

from __future__ import annotations

from datetime import datetime

from content.areas.receipts import ReceiptKey
from content.keys import Key
from domain.incoming import Incoming
from domain.people import Actor, Staff
from services.access import Denied
from services.say import answer_staff
from services.staff_page_link import StaffPage, offer_staff_page
from services.world import House
from storage.tx import Tx


def open_replies(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    token: str,
    public_url: str,
) -> None:
    """Send the link to a member of staff who may read; tell others that they may not."""
    assert actor.id == staff.id, "a link goes to who asks for it"
    offered = offer_staff_page(
        tx,
        now,
        house,
        staff,
        StaffPage.REPLIES,
        key=ReceiptKey.LINK,
        token=token,
        public_url=public_url,
    )
    if isinstance(offered, Denied):
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
