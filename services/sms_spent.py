"""A machine that answers every SMS has no talk with us: so many answers a day, then a human.

Help cards are never kept back by a count: there is one in half an hour at most, for a youth and
for a stranger, and so many numbers to call cost less than one person who got none.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from content.areas.care import CareKey
from content.keys import Key
from domain.after_red import CARD_EVERY
from services.queue_message import Recipient
from storage import sms_answers
from storage.tx import Rx

DAY = timedelta(hours=24)
ANSWERS_A_DAY = 5
# 112, after a yes: whoever says it once more than this in half an hour has just read it.
YES_IN_ROW = 2
_CARDS = frozenset(
    str(key)
    for key in (
        Key.CARD,
        CareKey.CARD_NOBODY,
        CareKey.CARD_ROSTER,
        CareKey.CARD_EXTERNAL,
        Key.CARD_UNKNOWN,
        CareKey.CARD_UNKNOWN_NOBODY,
        CareKey.CARD_UNKNOWN_ROSTER,
        CareKey.CARD_UNKNOWN_EXTERNAL,
    )
)
_YES = frozenset({str(Key.CARD_YES)})
_NAMES = ("in:", "sms:")


def may_answer(rx: Rx, now: datetime, to: Recipient, wording: str, name: str) -> bool:
    """Return whether an SMS may go out; only what answers one is counted, by its `name`.

    A card always may: nobody in danger waits because they wrote a lot before.
    """
    if not name.startswith(_NAMES) or str(wording) in _CARDS:
        return True
    if str(wording) in _YES:
        return _yes(rx, now, to) < YES_IN_ROW
    return _answers(rx, now, to) < ANSWERS_A_DAY


def is_spent(rx: Rx, now: datetime, to: Recipient) -> bool:
    """Return whether the program answers no more SMS of this sender for now, cards excepted."""
    return _answers(rx, now, to) >= ANSWERS_A_DAY


def _answers(rx: Rx, now: datetime, to: Recipient) -> int:
    but = _CARDS | _YES
    return sms_answers.counted(rx, to.youth_id, to.address or "", since=now - DAY, but=but)


def _yes(rx: Rx, now: datetime, to: Recipient) -> int:
    since = now - CARD_EVERY
    return sms_answers.counted(rx, to.youth_id, to.address or "", since=since, among=_YES)
