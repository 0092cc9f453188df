"""What a youth will get in the seven days that follow, said before it comes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from content.areas.enrolment import EnrolmentKey
from content.lists import listed, number_word
from content.phrases import day, when
from domain.coming import prompts
from domain.people import Channel, Youth
from domain.plan import ASKS, ContactKind
from domain.wall import to_wall
from services.cafe_line import held_ids
from services.evenings_ahead import evenings_ahead
from services.programme_of import programme_of
from services.rhythm_of import before_of, rhythm_of
from services.say import Voice
from services.world import House
from storage.tx import Tx

_DAYS = 7
_LATER = (timedelta(days=35), timedelta(days=100))  # once a month is the least there is
_FOR_THE_YOUTH = ASKS | {ContactKind.CARING}


def this_week(tx: Tx, now: datetime, house: House, youth: Youth) -> Sequence[datetime]:
    """Return when the plan begins something in the next seven days (UTC), soonest first.

    They are whole days where the youth lives, so that what comes later on the seventh than it is
    now is counted, too. Today is one of them only where something still comes today.
    """
    today = to_wall(now, youth.zone).date()

    def days_on(at: datetime) -> int:
        return (to_wall(at, youth.zone).date() - today).days

    found = _coming(tx, now, house, youth, timedelta(days=_DAYS + 1))
    most = _DAYS - 1 if any(days_on(at) == 0 for at in found) else _DAYS
    return [at for at in found if days_on(at) <= most]


def _coming(
    tx: Tx, now: datetime, house: House, youth: Youth, span: timedelta
) -> Sequence[datetime]:
    programme = programme_of(tx, house, youth.programme_version_id)
    rhythm = rhythm_of(tx, now, house, youth, programme)
    evenings = evenings_ahead(tx, now, house, youth)
    before = before_of(tx, youth, programme, now, without=held_ids(tx, youth.id, now))
    coming = prompts(rhythm, now, now + span, before, evenings)
    return sorted(
        prompt.leaves_at
        for prompt in coming
        if prompt.leaves_at is not None and prompt.contact.kind in _FOR_THE_YOUTH
    )


def say_this_week(tx: Tx, now: datetime, voice: Voice) -> str:
    """Return the coming week in words: how many messages, and on which days."""
    youth, language = voice.youth, voice.language
    dues = this_week(tx, now, voice.house, youth)
    if not dues:
        return _later(tx, now, voice)
    on_days = Counter(day(at, now, youth.zone, language) for at in dues)  # soonest first
    days = listed(list(on_days), language)
    if youth.channel is not Channel.BOT:
        return voice.say(EnrolmentKey.WEEK_BY_PHONE, ugedage=days)
    if len(dues) == 1:
        return voice.say(EnrolmentKey.WEEK_ONE, ugedage=days)
    if len(on_days) < len(dues):  # else it reads as if some had been forgotten
        days = listed([f"{number_word(n, language)} {on}" for on, n in on_days.items()], language)
    number = number_word(len(dues), language)
    return voice.say(EnrolmentKey.WEEK, antal=number, ugedage=days)


def _later(tx: Tx, now: datetime, voice: Voice) -> str:
    """Return when the first message comes after this week; nothing where none is known."""
    spans = (_coming(tx, now, voice.house, voice.youth, span) for span in _LATER)
    first = next((found[0] for found in spans if found), None)
    if first is None:
        return ""
    hvornaar = when(first, now, voice.youth.zone, voice.language)
    return voice.say(EnrolmentKey.WEEK_NOTHING, hvornaar=hvornaar)
