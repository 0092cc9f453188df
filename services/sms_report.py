"""A gateway says that no phone got what it had taken."""

from __future__ import annotations

from datetime import datetime

from domain.checkin import CheckInState
from domain.message import OutboxState, Road
from domain.people import Actor
from services.card_failed import card_failed
from services.duty_told import road_failed
from services.sms_failed import hand_over
from services.world import House
from storage import checkins, outbox
from storage.outbox import Message
from storage.tx import Rx, Tx

WHY = "not_delivered"
_TAKEN = frozenset({OutboxState.SENT, OutboxState.UNKNOWN})


def not_delivered(tx: Tx, actor: Actor, now: datetime, house: House, *, outbox_id: int) -> bool:
    """Treat a message as one that the road did not bring; return whether it is one of ours.

    The row stays *sent*: the gateway took it. What was answered did arrive, whatever the report
    says, and a report that comes twice changes nothing more.
    """
    message = outbox.get(tx, outbox_id)
    if message is None or message.road is not Road.SMS or message.state not in _TAKEN:
        return False
    if not _is_answered(tx, message):
        road_failed(tx, now, message, WHY)
        hand_over(house, tx, now, message, WHY)
        card_failed(house, tx, now, message, WHY)
    return True


def _is_answered(rx: Rx, message: Message) -> bool:
    checkin = checkins.get(rx, message.checkin_id) if message.checkin_id is not None else None
    return checkin is not None and checkin.state is CheckInState.DONE
