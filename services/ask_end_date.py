"""Under /skift: on which day the regular contact with a youth ends, by month and day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from content.areas.ending import EndingKey
from content.audience import TextKey
from content.keys import Key
from content.lists import listed, month
from content.phrases import date_of, when
from domain.callback import encode
from domain.message import Button, Buttons
from domain.wall import to_wall
from services.buttons import grid, rows
from services.end_date import EndDateError, EndSet, set_end
from services.end_rows import end_of
from services.initial import initial_and_phase
from services.say import answer_staff
from services.youth_tap import YouthTap
from storage import agreements

MONTHS = 14  # so many are offered, this one first: a year and the weeks around it
USUAL = "usual"
_MONTHS_IN_A_ROW, _DAYS_IN_A_ROW = 2, 5


def ask_month(tap: YouthTap) -> None:
    """Show until when it is agreed, and offer the months in which it may end instead."""
    today = _today(tap)
    firsts = [_first_of(today, ahead) for ahead in range(MONTHS)]
    chips = [
        Button(_month(tap, first), encode("enddate", tap.youth.id, f"{first:%Y-%m}"))
        for first in firsts
    ]
    usual = tap.button(EndingKey.B_USUAL, "enddate", USUAL)
    own = agreements.get(tap.tx, tap.youth.id).ends_on is not None
    last = rows(*([usual] if own else []), tap.button(Key.B_BACK, "ending"))
    asks = tap.house.texts.say(tap.staff.language, EndingKey.ASK_MONTH, hvem=who_of(tap))
    say_lines(tap, EndingKey.ASK_MONTH, [until(tap), asks], grid(chips, _MONTHS_IN_A_ROW) + last)


def ask_day(tap: YouthTap, *, first: date) -> None:
    """Offer the days of one month that lie ahead."""
    count = monthrange(first.year, first.month)[1]
    days = [first + timedelta(days=day) for day in range(count)]
    chips = [
        Button(str(day.day), encode("enddate", tap.youth.id, day.isoformat()))
        for day in days
        if day > _today(tap)
    ]
    back = rows(tap.button(Key.B_BACK, "enddate"))
    buttons = grid(chips, _DAYS_IN_A_ROW) + back
    tap.say(
        EndingKey.ASK_DAY,
        buttons=buttons,
        edit=True,
        maaned=month(first.month, tap.staff.language),
    )


def put_end(tap: YouthTap, *, day: date | None) -> None:
    """Let it end on that day, or on the usual one, and say what follows; an old day asks again."""
    try:
        done = set_end(tap.tx, tap.actor, tap.now, tap.house, tap.youth, day)
    except EndDateError:
        ask_month(tap)
        return
    say_lines(tap, EndingKey.DAY_SET, _what_follows(tap, done), ())


def until(tap: YouthTap) -> str:
    """Return in the reader's words until when it is agreed, and by whom."""
    say, language = tap.house.texts.say, tap.staff.language
    end = end_of(tap.tx, tap.house, tap.youth)
    if end is None:
        return say(language, EndingKey.NO_DATE)
    own = agreements.get(tap.tx, tap.youth.id).ends_on is not None
    key = EndingKey.UNTIL if own else EndingKey.UNTIL_USUAL
    return say(language, key, dato=date_of(end, _today(tap), language))


def who_of(tap: YouthTap) -> str:
    """Return the youth as staff read of them in Telegram: an initial and the phase."""
    return initial_and_phase(tap.tx, tap.now, tap.house, tap.youth, tap.staff.language)


def say_lines(tap: YouthTap, key: TextKey, lines: Iterable[str], buttons: Buttons) -> None:
    """Put several lines, and what can be done, in place of the tapped message."""
    answer_staff(
        tap.tx,
        tap.now,
        tap.house,
        tap.incoming,
        tap.staff,
        key,
        buttons=buttons,
        edit=True,
        text="\n".join(lines),
    )


def _what_follows(tap: YouthTap, done: EndSet) -> list[str]:
    say, language, today = tap.house.texts.say, tap.staff.language, _today(tap)
    if done.end is None:
        return [say(language, EndingKey.NO_DATE)]
    named = date_of(done.end, today, language)
    lines = [say(language, EndingKey.DAY_SET, hvem=who_of(tap), dato=named)]
    if done.notices:
        days = listed([date_of(day, today, language) for day in done.notices], language)
        lines.append(say(language, EndingKey.NOTICES, dage=days))
    elif not done.was_said:
        lines.append(say(language, EndingKey.NO_NOTICE))
    if done.tells_at is not None:
        at = when(done.tells_at, tap.now, tap.house.site.zone, language)
        lines.append(say(language, EndingKey.SAYS_MOVED, hvornaar=at))
    elif done.was_said:
        lines.append(say(language, EndingKey.SAY_MOVED))
    return lines


def _month(tap: YouthTap, first: date) -> str:
    named = month(first.month, tap.staff.language).capitalize()
    return named if first.year == _today(tap).year else f"{named} {first.year}"


def _first_of(today: date, ahead: int) -> date:
    years, months = divmod(today.month - 1 + ahead, 12)
    return date(today.year + years, months + 1, 1)


def _today(tap: YouthTap) -> date:
    return to_wall(tap.now, tap.youth.zone).date()
