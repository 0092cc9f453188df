"""A help card that does not arrive: the chain hears of it at once, by every road.

The youth is not written to by SMS instead: who did not choose it may share that telephone, and a
card on it would tell others. A human calls.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime

from content.areas.care import CareKey
from domain.case import Case, CaseKind, CaseState
from domain.message import MessageKind, Purpose
from domain.people import Actor
from domain.phone import chat_of_number
from services.case_messages import tell_again
from services.raise_case import standing
from services.sound_alarm import sound_to_all
from services.world import House
from storage import cases, outbox
from storage import youths as youth_rows
from storage.outbox import Message
from storage.tx import Rx, Tx

log = logging.getLogger(__name__)

ACTOR = Actor.system("send_outbox")
FAILED = "card_failed"  # in the story of a case
_ANSWERED = "card_answer"  # whoever answers has it after all


def card_failed(house: House, tx: Tx, now: datetime, message: Message, why: str) -> None:
    """Tell everybody whom red may ring that a card failed for good; `why` is one word.

    Anything else that failed is none of our business here.
    """
    if message.purpose is not Purpose.CARD or message.kind is not MessageKind.TEXT:
        return
    case = _case_of(tx, house, message)
    if case is None or case.state is CaseState.CLOSED or message.wording == CareKey.DUTY_TOLD:
        return
    facts = {"road": message.road.value, "why": why}
    _ring(tx, now, house, case, facts, f"card_failed:{message.id}")


def card_kept_back(tx: Tx, now: datetime, house: House, case: Case, name: str) -> None:
    """Tell everybody whom red may ring that no card could be sent at all, once for a `name`."""
    log.error(
        "a help card could not be sent by any road; staff are told to call",
        extra={"action": "card_kept_back", "case_id": case.id},
    )
    _ring(tx, now, house, case, {"road": "none", "why": "no_road"}, f"card_failed:{name}")


def _ring(
    tx: Tx, now: datetime, house: House, case: Case, facts: Mapping[str, str], name: str
) -> None:
    cases.tell(tx, now, case.id, str(ACTOR), FAILED, dict(facts))
    tell_again(tx, now, house, case, CareKey.CARD_FAILED, name, at_once=True)
    sound_to_all(tx, now, house, case, CareKey.ALARM_CARD_FAILED, name)


def failed_cards(rx: Rx, open_cases: Iterable[Case]) -> Mapping[int, datetime]:
    """Return when a card did not arrive (UTC), by the id of each case in which that stands.

    One that was answered, or followed by a talk, is no news any more.
    """
    found = {}
    for case in open_cases:
        told = {what: at for at, _, what, _ in cases.story(rx, case.id)}
        failed, answered = told.get(FAILED), told.get(_ANSWERED)
        if failed is not None and case.talked_at is None and not (answered and answered > failed):
            found[case.id] = failed
    return found


def _case_of(rx: Rx, house: House, message: Message) -> Case | None:
    if message.case_id is not None:
        return cases.get(rx, message.case_id)
    if message.youth_id is not None:
        youth = youth_rows.get(rx, message.youth_id)
        return standing(rx, youth, CaseKind.CRISIS) if youth is not None else None
    letter = outbox.letter(rx, message)
    if letter is None:
        return None
    chat = chat_of_number(letter[0]) if letter[0].startswith("+") else int(letter[0])
    return standing(rx, None, CaseKind.UNKNOWN_SENDER, sender_chat=chat)
