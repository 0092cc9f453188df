"""The words of the help card: who is there, by when a human reads, which numbers answer."""

from __future__ import annotations

from datetime import datetime

from content.areas.care import CareKey
from content.audience import TextKey
from content.keys import Key
from content.phrases import when
from domain.duty import DutyKind
from domain.people import Youth
from services.on_duty import watching
from services.open_lines import open_lines
from services.promise_voice import voice_by
from services.world import House
from storage.tx import Rx, Tx


def card_words(tx: Tx, now: datetime, house: House, youth: Youth) -> tuple[TextKey, str]:
    """Return the card for this youth at `now` (UTC), with the key of its words.

    No number stands on it that nobody answers now, and nothing is promised that has not happened:
    whoever is on duty is named once the message to them has left.
    """
    key = card_key(tx, now, house)
    by = house.site.reads_at(now)
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
    if house.site.is_staffed(now):
        return Key.CARD
    if watching(rx, now, house):
        return CareKey.CARD_ROSTER
    if house.duty.kind is DutyKind.EXTERNAL:
        return CareKey.CARD_EXTERNAL
    return CareKey.CARD_NOBODY
