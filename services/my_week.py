"""/uge: what comes in the next seven days, one line each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from content.areas.rhythm import RhythmKey
from content.audience import TextKey
from content.keys import Key
from content.lists import weekday
from content.phrases import clock, day
from domain.coming import prompts
from domain.incoming import Incoming
from domain.people import Actor, Channel, Youth, YouthStatus
from domain.plan import ContactKind
from domain.rhythm import Prompt
from domain.wall import to_utc, to_wall
from services.cafe_line import held_ids
from services.end_rows import end_of
from services.evenings_ahead import evenings_ahead, open_evenings
from services.human_contact import sign_of_life
from services.later import comes_again
from services.postcard import is_by_sms, is_reached
from services.programme_of import programme_of
from services.rhythm_of import before_of, rhythm_of
from services.say import Voice, answer_youth
from services.world import House
from storage import checkins
from storage import youths as youth_rows
from storage.tx import Tx

_DAYS = 7
_HALF = 30
_NEAR = 2  # today and tomorrow are named so, the rest by their weekday
_WHAT: Mapping[ContactKind, TextKey] = {
    ContactKind.CHECKIN: RhythmKey.WEEK_CHECKIN,
    ContactKind.CAFE: RhythmKey.WEEK_CAFE,
    ContactKind.CARING: RhythmKey.WEEK_CARING,
}


def show_my_week(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Answer /uge with seven lines: what the robot begins, and when a human calls as promised.

    Whom the robot does not reach reads on which days their worker says it instead.
    """
    sign_of_life(tx, now, youth)
    youth = youth_rows.get(tx, youth.id) or youth  # the tap itself may have ended quiet mode
    voice = Voice.of(tx, house, youth, now)
    if youth.status is not YouthStatus.ACTIVE:
        answer_youth(tx, now, voice, incoming, Key.PAUSE_NOT_NOW)
        return
    text = "\n".join([voice.say(RhythmKey.WEEK), *_lines(tx, now, voice)])
    answer_youth(tx, now, voice, incoming, RhythmKey.WEEK, text=text)


def _lines(tx: Tx, now: datetime, voice: Voice) -> list[str]:
    youth = voice.youth
    today = to_wall(now, youth.zone).date()
    week: dict[date, list[tuple[datetime, str]]] = {
        today + timedelta(days=ahead): [] for ahead in range(_DAYS)
    }
    coming = [
        *_planned(tx, now, voice),
        *_later(tx, now, voice),
        *_promised(now, voice),
        *_end(tx, voice),
    ]
    for at, what in [*coming, *_evenings(tx, now, voice)]:
        local = to_wall(at, youth.zone)
        if local.date() in week:
            week[local.date()].append((at, what))
    return [_line(voice, now, on, sorted(found)) for on, found in week.items()]


def _line(voice: Voice, now: datetime, on: date, found: list[tuple[datetime, str]]) -> str:
    ahead = (on - to_wall(now, voice.youth.zone).date()).days
    moment = now + timedelta(days=ahead)
    near = day(moment, now, voice.youth.zone, voice.language)
    name = near if ahead < _NEAR else weekday(on.weekday(), voice.language)
    nothing = voice.say(RhythmKey.WEEK_NOTHING)
    what = ", ".join(dict.fromkeys(words for _, words in found)) or nothing
    return voice.say(RhythmKey.WEEK_LINE, ugedag=name.capitalize(), tekst=what)


def _planned(tx: Tx, now: datetime, voice: Voice) -> list[tuple[datetime, str]]:
    youth, house = voice.youth, voice.house
    programme = programme_of(tx, house, youth.programme_version_id)
    rhythm = rhythm_of(tx, now, house, youth, programme)
    before = before_of(tx, youth, programme, now, without=held_ids(tx, youth.id, now))
    evenings = evenings_ahead(tx, now, house, youth)
    coming = prompts(rhythm, now, now + timedelta(days=_DAYS), before, evenings)
    return [
        _line_of(voice, prompt.contact.kind, prompt.leaves_at)
        for prompt in coming
        if prompt.leaves_at is not None and _is_told(voice, prompt)
    ]


def _is_told(voice: Voice, prompt: Prompt) -> bool:
    """Return whether it comes to the youth; outside the chat nobody asks whether they arrived."""
    contact, by_chat = prompt.contact, voice.youth.channel is Channel.BOT
    by_sms = contact.sms_window is not None and is_by_sms(voice.house, voice.youth)
    asked = by_chat or by_sms or contact.pick_up_after is None
    return contact.kind in _WHAT and asked


def _line_of(voice: Voice, kind: ContactKind, leaves_at: datetime) -> tuple[datetime, str]:
    """Return what comes and when: a worker has their working day for it, so no hour is said."""
    house, youth = voice.house, voice.youth
    if not is_reached(house, youth):
        by = house.site.end_of_working_day(leaves_at)
        return by, voice.say(RhythmKey.WEEK_BY_WORKER)
    by_sms = kind is ContactKind.CHECKIN and is_by_sms(house, youth)
    return leaves_at, _at(voice, RhythmKey.WEEK_SMS if by_sms else _WHAT[kind], leaves_at)


def _evenings(tx: Tx, now: datetime, voice: Voice) -> list[tuple[datetime, str]]:
    """Return the café evenings that are open to the youth, save those they have said no to."""
    open_to = open_evenings(tx, now, voice.house, voice.youth)
    return [(at, _at(voice, RhythmKey.WEEK_EVENING, at)) for at in open_to]


def _later(tx: Tx, now: datetime, voice: Voice) -> list[tuple[datetime, str]]:
    """Return the questions that come back because the youth asked for it."""
    waiting = checkins.open_of(tx, voice.youth.id)
    found = (comes_again(tx, now, voice.house, voice.youth, one) for one in waiting)
    return [(at, _at(voice, RhythmKey.WEEK_CHECKIN, at)) for at in found if at is not None]


def _promised(now: datetime, voice: Voice) -> list[tuple[datetime, str]]:
    at = voice.youth.next_contact_at
    return [(at, voice.say(RhythmKey.WEEK_CALL))] if at is not None and at > now else []


def _end(tx: Tx, voice: Voice) -> list[tuple[datetime, str]]:
    """Return the day to which the regular contact is agreed."""
    end = end_of(tx, voice.house, voice.youth)
    if end is None:
        return []
    return [(to_utc(end, time.max, voice.youth.zone), voice.say(RhythmKey.WEEK_END))]


def _at(voice: Voice, key: TextKey, at: datetime) -> str:
    wall = to_wall(at, voice.youth.zone)  # a few minutes more or less are no appointment
    about = wall.replace(minute=wall.minute // _HALF * _HALF)
    return voice.say(key, klokken=clock(about, voice.language))
