"""Words for an SMS, which is a postcard: who gets them, and which stand for which others.

Nothing that is written for a chat goes out by SMS. What has no words of its own here is not said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from content.areas.cafe import CafeKey
from content.areas.care import CareKey
from content.areas.rhythm import RhythmKey
from content.areas.sms import SmsKey
from content.areas.things import ThingKey
from content.audience import TextKey
from content.keys import Key
from domain.message import Road
from domain.people import Channel, Youth
from domain.phone import world_number
from domain.sms import plain
from services.world import House

Say = Callable[..., str]

# Short and about nothing: they are said by SMS as they are.
_AS_THEY_ARE: frozenset[TextKey] = frozenset(
    {
        Key.CARD_YES,
        Key.CARD_NO,
        Key.CARD_MORE,
        CareKey.CARD_MORE_UNHEARD,
        Key.CARD_UNKNOWN,
        CareKey.CARD_UNKNOWN_NOBODY,
        CareKey.CARD_UNKNOWN_ROSTER,
        CareKey.CARD_UNKNOWN_EXTERNAL,
        CareKey.DUTY_TOLD,
        ThingKey.SENDER_MORE,
        ThingKey.SENDER_NOT_KEPT,
    }
)
_INSTEAD: Mapping[TextKey, SmsKey] = MappingProxyType(
    {
        Key.WORD_HOURS: SmsKey.WORD_HOURS,
        Key.WORD_CLOSED: SmsKey.WORD_CLOSED,
        Key.MEDIA: SmsKey.MEDIA,
        Key.STOPPED: SmsKey.STOPPED,
        RhythmKey.STOPPED_RED: SmsKey.STOPPED_RED,
        Key.STOPPED_CALL: SmsKey.STOPPED_CALL,
        Key.STOPPED_END: SmsKey.STOPPED_END,
        Key.START_WITHOUT_CODE: SmsKey.UNKNOWN,
        CafeKey.COMING: SmsKey.COMING,
        CafeKey.ASK_HELP: SmsKey.COMING,
        CafeKey.NOT_THIS_TIME: SmsKey.NOT_COMING,
        CafeKey.BEGUN: SmsKey.TOO_LATE,
        CafeKey.OVER: SmsKey.TOO_LATE,
        CafeKey.CANCELLED: SmsKey.TOO_LATE,
    }
)


@dataclass(frozen=True, slots=True)
class Sms:
    """The words of one SMS, under the key that the outbox calls them by."""

    key: TextKey
    text: str


def is_by_sms(house: House, youth: Youth) -> bool:
    """Return whether what we begin goes to this youth by SMS.

    They chose it, their number is one that a network knows, and an answer by SMS would be heard:
    nobody is asked who cannot be answered.
    """
    chose = youth.channel is Channel.SMS and world_number(youth.phone or "") is not None
    return chose and house.hears_sms and Road.SMS in house.roads


def is_reached(house: House, youth: Youth) -> bool:
    """Return whether words of ours reach the youth at all, in the chat or by SMS."""
    in_chat = youth.channel is Channel.BOT and youth.chat_id is not None
    return in_chat or is_by_sms(house, youth)


def sms_for(key: TextKey) -> TextKey:
    """Return whose words answer by SMS where a chat gets those of `key`."""
    return key if key in _AS_THEY_ARE else _INSTEAD.get(key, SmsKey.SEEN)


def in_sms(key: TextKey, say: Say, **values: str | int) -> Sms:
    """Return the SMS of a key; `values` may hold more than its words use."""
    wanted = {name: values[name] for name in key.placeholders if name in values}
    return Sms(key, plain(say(key, **wanted)))
