"""A pause to a date: chips of months and days, or a date that is typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from content.areas.rhythm import RhythmKey
from content.audience import TextKey
from content.lists import month
from domain.callback import encode
from domain.incoming import Incoming, Words
from domain.message import Button
from domain.people import Actor, Youth, YouthStatus
from domain.reply import ReplyKind
from domain.typed_date import typed_day
from domain.wall import to_wall
from services.buttons import button, grid
from services.find_checkin import answer_old_button
from services.human_contact import sign_of_life
from services.pause import begin_pause, pause_choices
from services.say import Voice, answer_youth
from services.turn import Turn
from services.world import House
from storage import agreements
from storage.tx import Tx

LONGEST = 90  # days
_IN_A_ROW = 5  # days of a month; small enough for a narrow phone
_MONTHS_IN_A_ROW = 2
_ASKED = "pause_date_asked_at"
_WAITS_FOR_WORDS = timedelta(hours=1)


def ask_month(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Offer the months in which a pause may end; a date may be typed instead."""
    turn = Turn(tx, actor, now, house, incoming, youth)
    if not _may_pause(turn):
        return
    _wait_for_words(turn, now)
    _offer_months(turn, RhythmKey.ASK_PAUSE_DATE, edit=True)


def ask_day(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    first: date,
) -> None:
    """Offer the days of one month, named by its first day."""
    turn = Turn(tx, actor, now, house, incoming, youth)
    if not _may_pause(turn):
        return
    days = [day for day in _days(turn) if (day.year, day.month) == (first.year, first.month)]
    chips = [Button(str(day.day), encode("pauseday", youth.id, day.isoformat())) for day in days]
    back = button(house, youth.language, RhythmKey.B_BACK, "pause", youth.id, "date")
    buttons = (*grid(chips, _IN_A_ROW), (back,))
    voice = Voice.of(tx, house, youth, now)
    named = month(first.month, youth.language)
    answer_youth(
        tx, now, voice, incoming, RhythmKey.ASK_PAUSE_DAY, buttons=buttons, edit=True, maaned=named
    )


def ask_length(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Go back to the lengths of a pause."""
    turn = Turn(tx, actor, now, house, incoming, youth)
    if _may_pause(turn):
        pause_choices(turn, edit=True)


def pause_to(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    day: date,
) -> None:
    """Begin nothing until that day."""
    turn = Turn(tx, actor, now, house, incoming, youth)
    if not _may_pause(turn):
        return
    _wait_for_words(turn, None)
    if day in _days(turn):
        begin_pause(turn, day, edit=True)
    else:
        _offer_months(turn, RhythmKey.PAUSE_TOO_LONG, edit=True)


def is_typed_date(turn: Turn, words: Words) -> bool:
    """Take words as the date that was asked for; return whether they were.

    Only words that are nothing but a day count, and only within an hour of the question.
    """
    if words.kind is not ReplyKind.WORD or not words.text or words.forwarded:
        return False
    day = typed_day(words.text, to_wall(turn.now, turn.youth.zone).date())
    if day is None or turn.youth.status is not YouthStatus.ACTIVE or not _waits(turn):
        return False
    if day in _days(turn):
        _wait_for_words(turn, None)
        begin_pause(turn, day, edit=False)
    else:
        sign_of_life(turn.tx, turn.now, turn.youth)
        _offer_months(turn, RhythmKey.PAUSE_TOO_LONG, edit=False)
    return True


def _may_pause(turn: Turn) -> bool:
    """Return whether the youth may; else the tap is answered as an old one."""
    sign_of_life(turn.tx, turn.now, turn.youth)
    if turn.youth.status is YouthStatus.ACTIVE:
        return True
    answer_old_button(turn)
    return False


def _days(turn: Turn) -> list[date]:
    today = to_wall(turn.now, turn.youth.zone).date()
    return [today + timedelta(days=ahead) for ahead in range(1, LONGEST + 1)]


def _offer_months(turn: Turn, key: TextKey, *, edit: bool) -> None:
    youth, house = turn.youth, turn.house
    firsts = dict.fromkeys(day.replace(day=1) for day in _days(turn))
    chips = [
        Button(
            month(first.month, youth.language).capitalize(),
            encode("pausemonth", youth.id, f"{first:%Y-%m}"),
        )
        for first in firsts
    ]
    back = button(house, youth.language, RhythmKey.B_BACK, "pause", youth.id, "weeks")
    buttons = (*grid(chips, _MONTHS_IN_A_ROW), (back,))
    voice = Voice.of(turn.tx, house, youth, turn.now)
    answer_youth(turn.tx, turn.now, voice, turn.incoming, key, buttons=buttons, edit=edit)


# ------------ whether a date is waited for


def _wait_for_words(turn: Turn, asked_at: datetime | None) -> None:
    agreed = agreements.get(turn.tx, turn.youth.id)
    extra = {name: value for name, value in agreed.extra.items() if name != _ASKED}
    if asked_at is not None:
        extra[_ASKED] = asked_at.isoformat()
    if extra != agreed.extra:
        agreements.save(turn.tx, turn.now, turn.youth.id, replace(agreed, extra=extra))


def _waits(turn: Turn) -> bool:
    asked = agreements.get(turn.tx, turn.youth.id).extra.get(_ASKED)
    return asked is not None and turn.now - datetime.fromisoformat(asked) <= _WAITS_FOR_WORDS
