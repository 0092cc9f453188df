"""Words to a chat that nobody has enrolled: in both languages, by chat or by SMS."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from content.audience import TextKey
from domain.incoming import Incoming
from domain.message import Purpose
from domain.people import LANGUAGES, Language
from domain.sms import plain
from services.postcard import Sms, sms_for
from services.say import Line, dedupe, to_chat
from services.world import House
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words that are put together, by language, and the key that they go by."""

    key: TextKey
    say: Callable[[Language], str]


def answer_stranger(
    tx: Tx,
    now: datetime,
    house: House,
    incoming: Incoming,
    what: TextKey | Spoken,
    *,
    purpose: Purpose,
) -> int | None:
    """Answer somebody nobody has enrolled, in both languages; only the site's number is known.

    By SMS all but a card is said once a day: a machine that answers by itself has no talk with us.
    """
    key = what.key if isinstance(what, Spoken) else what
    name, by_sms = dedupe(incoming, key), incoming.number is not None
    if by_sms and purpose is not Purpose.CARD:
        name = f"sms:{tx.lookup('sms', incoming.chat_id).hex()[:16]}:{key}:{now.date()}"
    key = sms_for(key) if by_sms else key
    values = {"telefon": house.phone} if "telefon" in key.placeholders else {}
    say = what.say if isinstance(what, Spoken) else partial(_plainly, house, key, values)
    text = "\n\n".join(say(language) for language in LANGUAGES)
    sms = Sms(key, plain(text.replace("\n\n", " "))) if by_sms else None
    line = Line(purpose=purpose, key=key, text=text, dedupe=name, sms=sms)
    return to_chat(tx, now, house, incoming.chat_id, line)


def _plainly(house: House, key: TextKey, values: Mapping[str, str], language: Language) -> str:
    return house.texts.say(language, key, **values)
