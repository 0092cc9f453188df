"""A help card leaves by the road on which the cry came, else by the other that is theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from content.audience import TextKey
from domain.case import Case
from domain.incoming import Incoming
from domain.message import Buttons, Purpose
from domain.people import Actor
from services.card_failed import card_kept_back
from services.postcard import Sms, is_by_sms
from services.say import Line, Voice, answer_youth, dedupe, to_youth
from storage import cases
from storage.tx import Tx

ACTOR = Actor.system("send_card")
OTHER_ROAD = "card_by_other_road"  # in the story of a case


@dataclass(frozen=True, slots=True)
class Card:
    """The words of a card for the chat, and those for an SMS."""

    key: TextKey
    text: str
    buttons: Buttons
    sms: Sms


def send_card(
    tx: Tx, now: datetime, voice: Voice, incoming: Incoming, case: Case, card: Card
) -> bool:
    """Queue the card where the cry came from, else by another road; return whether it goes.

    By SMS it goes only to who chose SMS: others may share that telephone. With no road left
    everybody whom red may ring is told at once that the card did not go out.
    """
    sent = answer_youth(
        tx,
        now,
        voice,
        incoming,
        card.key,
        purpose=Purpose.CARD,
        buttons=card.buttons,
        case_id=case.id,
        text=card.text,
        sms=card.sms,
    )
    if sent is not None:
        return True
    if _elsewhere(tx, now, voice, incoming, case, card) is not None:
        cases.tell(tx, now, case.id, str(ACTOR), OTHER_ROAD, {})
        return True
    card_kept_back(tx, now, voice.house, case, f"in:{incoming.inbox_id}")
    return False


def _elsewhere(
    tx: Tx, now: datetime, voice: Voice, incoming: Incoming, case: Case, card: Card
) -> int | None:
    """Queue the card on the road on which the cry did not come; None when there is none."""
    by_sms = incoming.number is None
    if by_sms and not is_by_sms(voice.house, voice.youth):
        return None
    line = Line(
        purpose=Purpose.CARD,
        key=card.key,
        text=card.text,
        dedupe=dedupe(incoming, f"{card.key}:other"),
        buttons=card.buttons,
        sms=card.sms if by_sms else None,
        case_id=case.id,
    )
    return to_youth(tx, now, voice.youth, line)
