"""A machine that answers every SMS has no talk with us: so many answers a day, then a human."""

from __future__ import annotations

from datetime import datetime, timedelta

from content.areas.care import CareKey
from content.keys import Key
from services.queue_message import Recipient
from storage import sms_answers
from storage.tx import Rx

DAY = timedelta(hours=24)
ANSWERS_A_DAY = 5
# Numbers to call have room of their own: nobody in danger waits because they wrote a lot before.
CARDS_A_DAY = 8
_CARDS = frozenset(
    str(key)
    for key in (
        Key.CARD,
        CareKey.CARD_NOBODY,
        CareKey.CARD_ROSTER,
        CareKey.CARD_EXTERNAL,
        Key.CARD_UNKNOWN,
        CareKey.CARD_UNKNOWN_NOBODY,
    )
)
_YES = frozenset({str(Key.CARD_YES)})  # 112, after a yes: it takes nothing of the cards' room
_NAMES = ("in:", "sms:")


def may_answer(rx: Rx, now: datetime, to: Recipient, wording: str, name: str) -> bool:
    """Return whether an SMS may go out; only what answers one is counted, by its `name`.

    A youth of ours has every card: there is one in half an hour at most, as everywhere.
    """
    if not name.startswith(_NAMES):
        return True
    if str(wording) in _CARDS:
        return to.youth_id is not None or _many(rx, now, to, _CARDS) < CARDS_A_DAY
    if str(wording) in _YES:
        return _many(rx, now, to, _YES) < CARDS_A_DAY
    return _answers(rx, now, to) < ANSWERS_A_DAY


def is_spent(rx: Rx, now: datetime, to: Recipient) -> bool:
    """Return whether the program answers no more SMS of this sender for now."""
    cards = _many(rx, now, to, _CARDS)
    return _answers(rx, now, to) >= ANSWERS_A_DAY or cards >= CARDS_A_DAY


def _answers(rx: Rx, now: datetime, to: Recipient) -> int:
    but = _CARDS | _YES
    return sms_answers.counted(rx, to.youth_id, to.address or "", since=now - DAY, but=but)


def _many(rx: Rx, now: datetime, to: Recipient, among: frozenset[str]) -> int:
    return sms_answers.counted(rx, to.youth_id, to.address or "", since=now - DAY, among=among)
