"""The check-in that a tapped button is about: one step for all that youths do with it."""

from __future__ import annotations

from domain.checkin import CheckIn, CheckInState
from domain.plan import PlannedContact
from services.human_contact import sign_of_life
from services.old_buttons import old_button_of_youth, refuse_youth
from services.outbox_work import prove_sent
from services.programme_of import programme_of
from services.turn import Turn
from services.world import House
from storage import checkins, told
from storage.tx import Rx

Asked = tuple[CheckIn, PlannedContact]


def tapped_checkin(turn: Turn, checkin_id: int) -> Asked | None:
    """Return the youth's check-in with what it asks; None when the tap is answered already.

    The tap is a sign of life, and shows that the message arrived. A button of no check-in, or of
    somebody else's, is answered here.
    """
    sign_of_life(turn.tx, turn.now, turn.youth)
    checkin = checkins.get(turn.tx, checkin_id)
    if checkin is None:
        answer_old_button(turn)
        return None
    if checkin.youth_id != turn.youth.id:
        tx, incoming, about = turn.tx, turn.incoming, checkin.youth_id
        refuse_youth(tx, turn.actor, turn.now, turn.house, incoming, turn.youth, about=about)
        return None
    _proves_sent(turn, checkin)
    return checkin, contact_of(turn.tx, turn.house, checkin)


def open_checkin(turn: Turn, checkin_id: int) -> Asked | None:
    """Return the same while it can still be answered; after that the button is an old one."""
    found = tapped_checkin(turn, checkin_id)
    if found is None:
        return None
    if found[0].state is not CheckInState.OPEN or turn.now >= found[0].expires_at:
        answer_old_button(turn)
        return None
    return found


def answer_old_button(turn: Turn) -> None:
    """Answer a button whose time is over, without blame."""
    old_button_of_youth(turn.tx, turn.actor, turn.now, turn.house, turn.incoming, turn.youth)


def contact_of(rx: Rx, house: House, checkin: CheckIn) -> PlannedContact:
    """Return what a check-in asks, as the programme stood when it was planned."""
    programme = programme_of(rx, house, checkin.programme_version_id)
    return programme.contact(checkin.contact_key)


def _proves_sent(turn: Turn, checkin: CheckIn) -> None:
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
