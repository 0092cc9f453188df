"""The check-in that a button is about, with the questions it asks."""

from __future__ import annotations

from domain.checkin import CheckIn
from domain.plan import PlannedContact
from services.old_buttons import old_button_of_youth, refuse_youth
from services.outbox_work import prove_sent
from services.programme_of import programme_of
from services.turn import Turn
from services.world import House
from storage import checkins, told
from storage.tx import Rx


def find_checkin(turn: Turn, checkin_id: int) -> tuple[CheckIn, PlannedContact] | None:
    """Return the youth's check-in; a button of none, or of somebody else's, is answered here."""
    tx, now, house, incoming = turn.tx, turn.now, turn.house, turn.incoming
    checkin = checkins.get(tx, checkin_id)
    if checkin is None:
        old_button_of_youth(tx, turn.actor, now, house, incoming, turn.youth)
        return None
    if checkin.youth_id != turn.youth.id:
        about = checkin.youth_id
        refuse_youth(tx, turn.actor, now, house, incoming, turn.youth, about=about)
        return None
    return checkin, contact_of(tx, house, checkin)


def contact_of(rx: Rx, house: House, checkin: CheckIn) -> PlannedContact:
    """Return what a check-in asks, as the programme stood when it was planned."""
    programme = programme_of(rx, house, checkin.programme_version_id)
    return programme.contact(checkin.contact_key)


def proves_sent(turn: Turn, checkin: CheckIn) -> None:
    """Note that the message which was tapped arrived, whatever we thought.

    Once there was a reminder, or the question came back later, the tap may have been on another
    message: one that we know of proves nothing about the rest.
    """
    message_id = turn.incoming.message_id
    if message_id is None or checkin.reminded_at is not None:
        return
    known = {shown.message_id for shown in told.of_checkin(turn.tx, checkin.id)}
    if message_id not in known:
        prove_sent(turn.tx, turn.now, checkin.prompt_outbox_id, message_id)
