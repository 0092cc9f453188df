"""*stop*, *pause* and *hjælp* in plain words: a human reads them, and the button is offered."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from content.areas.rhythm import RhythmKey
from content.audience import TextKey
from domain.callback import encode
from domain.incoming import Words
from domain.message import Button
from domain.people import Youth, YouthStatus
from domain.plain_word import Meant, meant_by
from domain.reply import ReplyKind
from services.buttons import call_me, help_now
from services.world import House

_OFFERS: Mapping[Meant, tuple[TextKey, TextKey]] = MappingProxyType(
    {
        Meant.STOP: (RhythmKey.MEANT_STOP, RhythmKey.B_STOP),
        Meant.PAUSE: (RhythmKey.MEANT_PAUSE, RhythmKey.B_PAUSE),
    }
)
_WHO = {
    Meant.STOP: {YouthStatus.ACTIVE, YouthStatus.ASKED},
    Meant.PAUSE: {YouthStatus.ACTIVE},
    Meant.HELP: set(YouthStatus),
}


def meant(words: Words, youth: Youth) -> Meant | None:
    """Return which command a youth's own words may mean that they can use now, if any."""
    if words.kind is not ReplyKind.WORD or words.forwarded:
        return None
    found = meant_by(words.text)
    return found if found is not None and youth.status in _WHO[found] else None


def offer(house: House, youth: Youth, wanted: Meant) -> tuple[str, tuple[Button, ...]]:
    """Return the line that asks whether it was meant ("" for none), and the buttons that do it."""
    if wanted is Meant.HELP:
        return "", (help_now(house, youth), call_me(house, youth))
    asks, label = _OFFERS[wanted]
    tongue = youth.language
    does = Button(house.texts.say(tongue, label), encode("cmd", 0, wanted.value))
    return house.texts.say(tongue, asks), (does,)
