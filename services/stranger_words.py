"""Words from a chat that nobody has enrolled: screened, answered, and not kept."""

from __future__ import annotations

from datetime import datetime

from content.areas.things import ThingKey
from content.keys import Key
from domain.case import CaseKind
from domain.incoming import Incoming, Words
from domain.message import Purpose
from domain.people import Actor
from services.case_messages import tell_again
from services.help_card import card_for_stranger
from services.more_words import ONE_NEWS, news
from services.raise_case import standing
from services.say_to_stranger import answer_stranger
from services.screen_words import is_cry
from services.world import House
from storage.tx import Tx


def words_of_stranger(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, *, words: Words
) -> None:
    """Screen the words of a chat that nobody has enrolled; nothing of them is stored.

    What cannot be screened is answered with the number to call, and no more. While staff have a
    case about this chat they hear that more has come, and the sender that it is not kept.
    """
    if is_cry(words, house.screening):
        card_for_stranger(tx, actor, now, house, incoming)
        return
    case = standing(tx, None, CaseKind.UNKNOWN_SENDER, sender_chat=incoming.chat_id)
    if case is None:
        answer_stranger(tx, now, house, incoming, Key.START_WITHOUT_CODE, purpose=Purpose.NOTICE)
        return
    tell_again(tx, now, house, case, Key.CASE_MORE, news(now, ONE_NEWS))
    key = ThingKey.SENDER_NOT_KEPT
    answer_stranger(tx, now, house, incoming, key, purpose=Purpose.NOTICE)
