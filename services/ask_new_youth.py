"""/ny: a mentor or coordinator asks for the form, and gets a one-time link to it."""

from __future__ import annotations

from datetime import datetime

from content.areas.enrolment import EnrolmentKey
from content.keys import Key
from domain.incoming import Incoming
from domain.people import Actor, Role, Staff
from services.access import Denied
from services.buttons import button, row
from services.say import answer_staff
from services.staff_page_link import StaffPage, offer_staff_page
from services.world import House
from storage.tx import Tx

ENROLS = frozenset({Role.MENTOR, Role.COORDINATOR})


def ask_new_youth(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, staff: Staff
) -> None:
    """Answer /ny with a button: the link is made when it is tapped, and lasts from then on."""
    if staff.role not in ENROLS:
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
        return
    buttons = row(button(house, staff.language, Key.B_OPEN, "newyouth", staff.id))
    answer_staff(tx, now, house, incoming, staff, EnrolmentKey.NEW_YOUTH, buttons=buttons)


def open_new_youth(
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
    """Send the link to the form; it works once, for ten minutes."""
    offered = offer_staff_page(
        tx,
        now,
        house,
        staff,
        StaffPage.NEW_YOUTH,
        key=EnrolmentKey.NEW_YOUTH_LINK,
        token=token,
        public_url=public_url,
    )
    if isinstance(offered, Denied):
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
