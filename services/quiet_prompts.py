"""Taking back what is open or queued, when a pause, a stop or a red case says so."""

from __future__ import annotations

from datetime import datetime

from content.keys import Key
from domain.checkin import CheckIn, cancel, moved
from domain.message import Purpose
from domain.people import Youth
from services.queue_message import cancel_queued
from services.say import Line, Voice, to_youth
from services.world import House
from storage import checkins, told
from storage.tx import Tx

ASKS = (Purpose.CHECKIN, Purpose.REMINDER)


def take_back_prompts(tx: Tx, now: datetime, house: House, youth: Youth, reason: str) -> None:
    """Cancel the youth's open check-ins, close them in place, and skip what is still queued."""
    cancel_queued(tx, now, youth_id=youth.id, purposes=ASKS, reason=reason)
    for checkin in checkins.open_of(tx, youth.id):
        checkins.save(tx, moved(checkin, cancel(checkin), now))
        close_in_place(tx, now, house, youth, checkin)


def close_in_place(tx: Tx, now: datetime, house: House, youth: Youth, checkin: CheckIn) -> None:
    """Let the message that carries the question say that it is closed, without buttons.

    A question that has not left yet never leaves.
    """
    told.withdraw(tx, checkin.id, but=None, reason="closed")
    line = Line(
        purpose=Purpose.CLOSE,
        key=Key.CLOSED,
        text=Voice.of(tx, house, youth).say(Key.CLOSED),
        dedupe=f"checkin:{checkin.id}:close:{checkin.prompt_outbox_id}",
        edits=checkin.prompt_outbox_id,
        checkin_id=checkin.id,
    )
    to_youth(tx, now, youth, line)
    take_buttons_away(tx, now, youth, checkin, still_used=checkin.prompt_outbox_id)


def take_buttons_away(
    tx: Tx,
    now: datetime,
    youth: Youth,
    checkin: CheckIn,
    *,
    still_used: int | None = None,
    tapped: int | None = None,
) -> None:
    """Leave the check-in's other messages without buttons; one that waits never leaves.

    `still_used` is the outbox id of the message that stays, `tapped` Telegram's number of it.
    """
    told.withdraw(tx, checkin.id, but=still_used, reason="answered or closed")
    for outbox_id, message_id in told.of_checkin(tx, checkin.id).items():
        if outbox_id == still_used or (tapped is not None and message_id == tapped):
            continue
        line = Line(
            purpose=Purpose.CLOSE,
            key=Key.CLOSED,
            text="",
            dedupe=f"checkin:{checkin.id}:bare:{outbox_id}",
            edits=outbox_id,
            keep_text=True,
            checkin_id=checkin.id,
        )
        to_youth(tx, now, youth, line)
