"""*Åbn*: a one-time link to the page of the youth a case or a notice is about."""

from __future__ import annotations

from datetime import datetime

from content.keys import Key
from domain.case import CaseKind
from domain.incoming import Incoming
from domain.people import Actor, Staff
from services.access import Denied
from services.old_buttons import refuse_staff
from services.page_link import offer_link
from services.say import answer_staff
from services.staff_page_link import StaffPage, offer_staff_page
from services.world import House
from storage import cases
from storage.tx import Tx


def open_case(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    case_id: int,
    token: str,
    public_url: str,
) -> None:
    """Send the link to the page of the youth this case is about, or of its unknown sender."""
    case = cases.get(tx, case_id)
    if case is not None and case.kind is CaseKind.UNKNOWN_SENDER:
        offer = offer_staff_page(
            tx,
            now,
            house,
            staff,
            StaffPage.SENDER,
            key=Key.LINK,
            token=token,
            public_url=public_url,
            about_id=case.id,
        )
        if isinstance(offer, Denied):
            answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
        return
    if case is None or case.youth_id is None:
        refuse_staff(tx, actor, now, house, incoming, staff)  # nobody's page
        return
    offered = offer_link(
        tx,
        actor,
        now,
        house,
        youth_id=case.youth_id,
        case_id=case.id,
        token=token,
        public_url=public_url,
    )
    if isinstance(offered, Denied):
        answer_staff(tx, now, house, incoming, staff, offered.key)


def open_youth(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    youth_id: int,
    token: str,
    public_url: str,
) -> None:
    """Send the link to the page of the youth this notice is about."""
    offered = offer_link(
        tx,
        actor,
        now,
        house,
        youth_id=youth_id,
        case_id=None,
        token=token,
        public_url=public_url,
    )
    if isinstance(offered, Denied):
        answer_staff(tx, now, house, incoming, staff, offered.key)
