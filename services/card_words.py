"""The words of the help card: who is there, by when a human reads, which numbers answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from content.areas.care import CareKey
from content.audience import TextKey
from content.keys import Key
from content.phrases import when
from domain.crew import Presence
from domain.people import Language, Youth
from services.on_duty import crew_of
from services.open_lines import open_lines
from services.promise_voice import voice_by
from services.world import House
from storage.tx import Rx, Tx

_CARD: Mapping[Presence, TextKey] = MappingProxyType(
    {
        Presence.AT_WORK: Key.CARD,
        Presence.ROSTER: CareKey.CARD_ROSTER,
        Presence.EXTERNAL: CareKey.CARD_EXTERNAL,
        Presence.NOBODY: CareKey.CARD_NOBODY,
    }
)
_UNKNOWN: Mapping[Presence, TextKey] = MappingProxyType(
    {
        Presence.AT_WORK: Key.CARD_UNKNOWN,
        Presence.ROSTER: CareKey.CARD_UNKNOWN_ROSTER,
        Presence.EXTERNAL: CareKey.CARD_UNKNOWN_EXTERNAL,
        Presence.NOBODY: CareKey.CARD_UNKNOWN_NOBODY,
    }
)


def card_words(tx: Tx, now: datetime, house: House, youth: Youth) -> tuple[TextKey, str]:
    """Return the card for this youth at `now` (UTC), with the key of its words.

    No number stands on it that nobody answers now, and nothing is promised that has not happened:
    whoever is on duty is named once the message to them has left.
    """
    key = card_key(tx, now, house)
    by = crew_of(tx, house).reads_at(now)
    voice = voice_by(tx, house, youth, now, by)
    values = {"hvornaar": when(by, now, youth.zone, youth.language)}
    if key is CareKey.CARD_EXTERNAL:
        values |= {"vagt": house.duty.name, "telefon": house.duty.phone}
    words = voice.say(key, **values)
    lines = open_lines(tx, now, house, youth)
    if not lines:
        return key, words
    ask = voice.say(CareKey.ASK_DANGER)
    numbers = voice.say(CareKey.LINES, linjer=", ".join(lines))
    return key, f"{words.removesuffix(ask).rstrip()} {numbers} {ask}"


def card_key(rx: Rx, now: datetime, house: House) -> TextKey:
    """Return which card it is, by who is there at `now`."""
    return _CARD[crew_of(rx, house).presence(now)]


def stranger_card(
    house: House, language: Language, presence: Presence, lines: Sequence[str]
) -> tuple[TextKey, str]:
    """Return the card for somebody of whom only the chat is known, with the key of its words.

    It is said from memory as well, while nothing can be stored: to everybody.
    """
    key = _UNKNOWN[presence]
    values = {}
    if key is CareKey.CARD_UNKNOWN_EXTERNAL:
        values = {"vagt": house.duty.name, "telefon": house.duty.phone}
    elif key is Key.CARD_UNKNOWN:
        values = {"telefon": house.phone}
    words = house.texts.say(language, key, **values)
    if not lines:
        return key, words
    return key, f"{words} {house.texts.say(language, CareKey.LINES, linjer=', '.join(lines))}"


def not_stored(house: House, language: Language, presence: Presence) -> str:
    """Return the news that something was not kept; with our number while somebody answers it."""
    if presence is Presence.AT_WORK:
        return house.texts.say(language, Key.NOT_STORED, telefon=house.phone)
    return house.texts.say(language, CareKey.NOT_STORED_CLOSED)
