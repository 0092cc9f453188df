"""How each screen after the yes looks: its words, its choices, and the ways out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from content.areas.enrolment import EnrolmentKey as E
from content.areas.rhythm import RhythmKey
from content.audience import TextKey
from content.keys import Key
from content.lists import listed, weekday
from content.phrases import clock
from domain.agreement import Agreement, IfQuiet
from domain.callback import encode
from domain.checkin import QUESTION_RULES
from domain.message import Button, Buttons
from domain.onboarding import Screen
from domain.own_days import WEEKDAYS, days_used, weekdays_of
from domain.people import Channel
from domain.question import Question
from domain.wall import to_utc
from services.buttons import grid, help_now
from services.say import Voice

WORKDAYS = range(5)
_IN_A_ROW = 3
_ANY_DAY = date(2024, 1, 8)
_HOURS = range(8, 22)
_A_WEEK = range(1, 8)
CHANNELS = (
    (E.B_BY_BOT, Channel.BOT),
    (E.B_BY_SMS, Channel.SMS),
    (E.B_BY_PHONE, Channel.PHONE),
)
IF_QUIET = (
    (E.B_QUIET_CALL, IfQuiet.CALL),
    (E.B_QUIET_WRITE, IfQuiet.WRITE),
    (E.B_QUIET_TRUSTED, IfQuiet.TRUSTED),
    (E.B_QUIET_VISIT, IfQuiet.VISIT),
)
GUARDIAN_WISHES = (
    (E.B_TELL_MYSELF, "myself"),
    (E.B_TELL_THEM, "them"),
    (E.B_TELL_LATER, "later"),
)
_QUESTIONS: dict[Screen, TextKey] = {
    Screen.DAYS: E.DAYS,
    Screen.HOUR: E.HOUR,
    Screen.CHANNEL: E.CHANNEL,
    Screen.NUMBER: E.NUMBER,
    Screen.IF_QUIET: E.IF_QUIET,
    Screen.TRUSTED: E.TRUSTED,
    Screen.GUARDIAN: E.GUARDIAN,
    Screen.ITEMS: E.ITEMS,
    Screen.HANDSHAKE: E.HANDSHAKE,
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One screen, ready to be sent."""

    key: TextKey
    text: str
    buttons: Buttons


def screen(voice: Voice, agreed: Agreement, which: Screen, now: datetime, *, alone: bool) -> Shown:
    """Return a screen; `alone` is one that /mig opened, which leads back there."""
    key = _QUESTIONS[which]
    if which is Screen.DAYS and agreed.days:
        key = E.DAYS_CHOSEN
        text = voice.say(key, ugedage=days_in_words(voice, agreed.days))
        used = used_days(voice, agreed)
        if used != agreed.days:
            text = f"{text}\n\n{voice.say(E.DAYS_USED, ugedage=days_in_words(voice, used))}"
    else:
        text = voice.say(key)
    draw = _Draw(voice, which, "fix" if alone else "sit")
    choices = _choices(draw, agreed, now)
    return Shown(key, text, (*choices, *_ways_out(draw, agreed)))


def item_screen(voice: Voice, item: Question, place: int) -> Shown:
    """Return the screen of one rating, of which the first stands under a line of its own."""
    draw = _Draw(voice, Screen.ITEMS, "sit")
    asked = item.text[voice.language].format(navn=voice.youth.first_name)
    lead = voice.say(E.ITEMS, medarbejder=voice.mentor.first_name) if place == 0 else ""
    answers = QUESTION_RULES[item.kind].buttons(item, voice.language)
    choices = tuple(
        tuple(draw.labelled(label, f"{place}:{value}") for label, value in row) for row in answers
    )
    text = "\n\n".join(filter(None, (lead, asked)))
    return Shown(E.ITEMS, text, (*choices, *_ways_out(draw, Agreement())))


def used_days(voice: Voice, agreed: Agreement) -> tuple[int, ...]:
    """Return the weekdays (Monday is 0) on which this youth is asked, of those they chose."""
    programme = voice.house.programmes.by_version.get(voice.youth.programme_version_id)
    return days_used(agreed.days, programme.contacts) if programme is not None else agreed.days


def days_in_words(voice: Voice, days: Sequence[int]) -> str:
    """Return weekdays as people say them."""
    return listed([weekday(day, voice.language) for day in days], voice.language)


def times_in_words(voice: Voice, times: Sequence[tuple[int, time]]) -> str:
    """Return weekdays and hours as people say them; an hour of several days is said once."""
    hours = list(dict.fromkeys(at for _, at in times))
    said = []
    for hour in hours:
        days = [day for day, at in times if at == hour]
        values = {"ugedage": days_in_words(voice, days), "klokken": hour_in_words(voice, hour)}
        said.append(voice.say(RhythmKey.TIMES_DAYS, **values))
    return listed(said, voice.language)


def hour_in_words(voice: Voice, at: time) -> str:
    """Return a time of day as people say it, without its "kl."."""
    return clock(datetime.combine(_ANY_DAY, at), voice.language)


def askable_hours(voice: Voice, agreed: Agreement, now: datetime) -> Sequence[int]:
    """Return the whole hours at which something may be asked on every chosen day of a week.

    Outside the youth's quiet hours, and with a staffed hour to follow; holidays apart. Where the
    days have no such hour in common, those that suit some of them.
    """
    youth, site = voice.youth, replace(voice.house.site, holidays=frozenset())
    programme = voice.house.programmes.by_version.get(youth.programme_version_id)
    usual = weekdays_of(programme.contacts) if programme is not None else ()
    wanted = agreed.days or tuple(WEEKDAYS.index(name) for name in usual) or WORKDAYS
    days = [(now + timedelta(days=ahead)).date() for ahead in _A_WEEK]
    days = [day for day in days if day.weekday() in wanted]

    def suits(day: date, hour: int) -> bool:
        at = to_utc(day, time(hour), youth.zone)
        try:
            return site.next_askable(at, youth.zone, agreed.quiet) == at
        except ValueError:  # their day and ours do not meet
            return False

    suited = {hour: [suits(day, hour) for day in days] for hour in _HOURS}
    in_common = [hour for hour in _HOURS if all(suited[hour])]
    return in_common or [hour for hour in _HOURS if any(suited[hour])]


@dataclass(frozen=True, slots=True)
class _Draw:
    """Makes the buttons of one screen."""

    voice: Voice
    screen: Screen
    verb: str

    def button(self, key: TextKey, choice: str, **values: str) -> Button:
        """Return a button that says `key` and means `choice` on this screen."""
        return self.labelled(self.voice.say(key, **values), choice)

    def labelled(self, label: str, choice: str) -> Button:
        """Return a button with that label."""
        return Button(label, encode(self.verb, self.voice.youth.id, f"{self.screen}-{choice}"))


def _choices(draw: _Draw, agreed: Agreement, now: datetime) -> Buttons:
    match draw.screen:
        case Screen.DAYS:
            return grid([_day(draw, agreed, day) for day in WORKDAYS], _IN_A_ROW)
        case Screen.HOUR:
            hours = askable_hours(draw.voice, agreed, now)
            return grid([_hour(draw, hour) for hour in hours], _IN_A_ROW)
        case Screen.CHANNEL:
            return tuple((draw.button(key, channel.value),) for key, channel in CHANNELS)
        case Screen.IF_QUIET:
            return tuple((draw.button(key, what.value),) for key, what in IF_QUIET)
        case Screen.GUARDIAN:
            return tuple((draw.button(key, wish),) for key, wish in GUARDIAN_WISHES)
        case Screen.HANDSHAKE:
            return ((draw.button(E.B_HANDSHAKE, "deal"),),)
        case Screen.TRUSTED if draw.verb == "fix":  # at enrolment it is skipped, and asked again
            return ((draw.button(E.B_NOBODY_TRUSTED, "nobody"),),)
        case _:  # typed, or with choices of its own
            return ()


def _day(draw: _Draw, agreed: Agreement, day: int) -> Button:
    name = weekday(day, draw.voice.language)
    if day in agreed.days:  # the button says what it makes, so that a double tap is one
        return draw.button(E.B_CHOSEN, f"off{day}", ugedag=name)
    return draw.labelled(name.capitalize(), f"on{day}")


def _hour(draw: _Draw, hour: int) -> Button:
    said = hour_in_words(draw.voice, time(hour))
    return draw.button(E.B_HOUR, f"at{hour}", klokken=said)


def _ways_out(draw: _Draw, agreed: Agreement) -> Buttons:
    if draw.verb == "fix":
        done = draw.screen is Screen.DAYS and bool(agreed.days)
        return ((draw.button(E.B_GO_ON if done else E.B_TO_MINE, "next"),),)
    on = [draw.button(E.B_GO_ON, "next")] if draw.screen is Screen.DAYS and agreed.days else []
    return (
        (*on, draw.button(Key.B_SKIP, "skip")),
        (draw.button(E.B_NOT_NOW, "notnow"), help_now(draw.voice.house, draw.voice.youth)),
    )
