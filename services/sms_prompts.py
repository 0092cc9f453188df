"""What we begin by SMS: a question of one word, a hello, and news of an evening."""

from __future__ import annotations

from datetime import datetime

from content.areas.cafe import CafeKey
from content.areas.sms import SmsKey
from content.audience import TextKey
from content.phrases import when
from domain.checkin import CheckIn
from domain.people import Youth
from domain.plan import ContactKind
from domain.reply import BY_SMS
from services.postcard import Sms, in_sms, is_by_sms
from services.say import Voice
from services.world import House
from storage.tx import Tx

# Keys of no question in any programme: taps and words of a chat cannot answer such a check-in.
ASKED_BY_SMS = (BY_SMS,)
_CARING = (SmsKey.CARING_ONE, SmsKey.CARING_TWO, SmsKey.CARING_THREE)
_OF_EVENING: dict[TextKey, SmsKey] = {
    CafeKey.WHEN: SmsKey.INVITE,
    CafeKey.SOFT: SmsKey.SOFT,
    CafeKey.REMIND: SmsKey.SAME_DAY,
    CafeKey.REMIND_MAYBE: SmsKey.SAME_DAY,
    CafeKey.MOVED: SmsKey.MOVED,
    CafeKey.CANCELLED: SmsKey.OFF,
}


def prompt_sms(tx: Tx, now: datetime, house: House, youth: Youth, checkin: CheckIn) -> Sms:
    """Return the question of a planned contact: how they are, or whether they come."""
    voice = Voice.of(tx, house, youth, now)
    if checkin.kind is ContactKind.CAFE and checkin.event_at is not None:
        begins = when(checkin.event_at, checkin.opened_at, youth.zone, youth.language)
        return in_sms(SmsKey.INVITE, voice.say, hvornaar=begins)
    return in_sms(SmsKey.CHECKIN, voice.say)


def reminder_sms(
    tx: Tx, now: datetime, house: House, youth: Youth, checkin: CheckIn
) -> Sms | None:
    """Return the one reminder of a question; None where the youth is not reached by SMS."""
    if not is_by_sms(house, youth):
        return None
    if checkin.kind is ContactKind.CAFE:
        return prompt_sms(tx, now, house, youth, checkin)
    return in_sms(SmsKey.REMINDER, Voice.of(tx, house, youth, now).say)


def caring_sms(tx: Tx, now: datetime, house: House, youth: Youth, due_at: datetime) -> Sms | None:
    """Return the hello of a caring message due at `due_at` (UTC); None without SMS.

    The worker's own line may hold anything, so it never goes out by SMS; the wording changes from
    one week to the next.
    """
    if not is_by_sms(house, youth):
        return None
    key = _CARING[due_at.date().isocalendar().week % len(_CARING)]
    return in_sms(key, Voice.own(tx, house, youth).say)


def evening_sms(
    tx: Tx, now: datetime, house: House, youth: Youth, key: TextKey, begins_at: datetime
) -> Sms | None:
    """Return the SMS for news of an evening that begins at `begins_at` (UTC).

    None where the youth is not reached by SMS, or the news is only worth a message in a chat.
    """
    said = _OF_EVENING.get(key)
    if said is None or not is_by_sms(house, youth):
        return None
    begins = when(begins_at, now, youth.zone, youth.language)
    return in_sms(said, Voice.of(tx, house, youth, now).say, hvornaar=begins)
