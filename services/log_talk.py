"""/talt: a talk that no case asked for, noted in three taps; a youth stands as an initial."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from content.areas.staff import StaffKey
from content.areas.talks import TalkKey
from content.audience import TextKey
from content.keys import Key
from content.phrases import day, long_date, when_under
from domain.callback import encode
from domain.incoming import Incoming
from domain.message import Button, Buttons
from domain.people import Actor, Staff, YouthStatus
from domain.talk import (
    DAYS_BACK,
    TALK_DAYS_BACK,
    Mood,
    Report,
    TalkWay,
    day_written,
    days_ago,
)
from domain.typed_date import typed_day_before
from domain.wall import to_wall
from services.access import Action, Denied, allow
from services.buttons import grid, row, rows
from services.close_case import just_noted, note_talk
from services.earlier_talk import note_earlier_talk
from services.handle_case import MOODS, NEXT, WAYS, promised
from services.initial import initial_and_phase
from services.log_event import AGREED_LABELS, EVENT_LABELS, LABELS_BEFORE
from services.looked_after import looked_after
from services.say import answer_staff
from services.world import House
from services.youth_tap import YouthTap
from storage import youths as youth_rows
from storage.tx import Tx

ANOTHER_DAY = "day"  # a button before a day is chosen; `day-20260305` for one
_IN_A_ROW = 2
_WITH_US = frozenset({YouthStatus.ACTIVE, YouthStatus.STOPPED})


@dataclass(frozen=True, slots=True)
class Told:
    """What was tapped of a talk so far."""

    way: TalkWay | None = None
    mood: Mood | None = None
    days: int | None = None
    back: int = 0


def ask_whom(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    typed: str = "",
) -> None:
    """Ask whom somebody has talked with, by initial and phase.

    Offered are their own youths, and those of a colleague whom they cover for now. A day may be
    typed on which something else happened, of the last two weeks.
    """
    granted = allow(tx, actor, now, Action.OWN_DAY, youth=None, case=None)
    if isinstance(granted, Denied):
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
        return
    named = _day_before(typed, now, house)
    if typed and named is None:
        answer_staff(tx, now, house, incoming, staff, TalkKey.WRONG_DAY, antal=DAYS_BACK)
        return
    is_today = named == to_wall(now, house.site.zone).date()
    value = f"{ANOTHER_DAY}-{day_written(named)}" if named and not is_today else ""
    labels = [
        Button(
            initial_and_phase(tx, now, house, one, staff.language),
            encode("talkto", one.id, value),
        )
        for one in looked_after(tx, now, staff, _WITH_US)
    ]
    key = TalkKey.WHO if labels else TalkKey.NOBODY_YET
    answer_staff(tx, now, house, incoming, staff, key, buttons=grid(labels, _IN_A_ROW))


def _day_before(typed: str, now: datetime, house: House) -> date | None:
    """Return a typed day of the site, of the last two weeks; None for one that does not fit."""
    this_day = to_wall(now, house.site.zone).date()
    named = typed_day_before(typed, this_day)
    fits = named is not None and (this_day - named).days <= DAYS_BACK
    return named if fits else None


def log_talk(tap: YouthTap, *, told: Told, back: int = 0) -> None:
    """Ask how, how it is going and when next; then note the talk and say so.

    It was so many local days ago (`back`), of the last week; of one before, the day is asked anew.
    """
    told = replace(told, back=back)
    if back > TALK_DAYS_BACK:
        ask_day(tap)
        return
    if told.way is not None and told.mood is not None and told.days in NEXT:
        report = Report(way=told.way, mood=told.mood, back=back)
        key, values = _note(tap, report, told.days)
        tap.say(key, buttons=_after(tap), edit=True, also=None, **values)
        return
    key, buttons = _question(tap, told)
    tap.say(key, buttons=buttons, edit=True)


def ask_day(tap: YouthTap) -> None:
    """Ask on which day before today something happened."""
    zone, language = tap.youth.zone, tap.staff.language
    days = [
        Button(
            day(tap.now - timedelta(days=back), tap.now, zone, language),
            encode("talkto", tap.youth.id, f"{ANOTHER_DAY}-{_written(tap, back)}"),
        )
        for back in range(1, DAYS_BACK + 1)
    ]
    tap.say(TalkKey.ASK_DAY, buttons=grid(days, _IN_A_ROW), edit=True)


def ask_what(tap: YouthTap, *, back: int) -> None:
    """Ask what happened on a day so many local days ago; a talk belongs to the day it is had."""
    if not back:
        ask_day(tap)
        return
    language = tap.staff.language
    talks = WAYS if back <= TALK_DAYS_BACK else {}
    labels = {**talks, **AGREED_LABELS, **(LABELS_BEFORE if tap.house.attention else {})}
    found = [
        tap.button(key, "talkto", f"{way.value}-{_written(tap, back)}")
        for way, key in labels.items()
    ]
    dato = long_date(tap.now - timedelta(days=back), tap.youth.zone, language)
    tap.say(TalkKey.ASK_WHAT, buttons=grid(found, _IN_A_ROW), edit=True, dato=dato)


def on_day(tap: YouthTap, *, written: str, act: Callable[..., None]) -> None:
    """Do `act` for the day that a button carries, by how many days ago it is now.

    Where that day is too long ago by now, the day is asked anew.
    """
    back = days_ago(written, to_wall(tap.now, tap.youth.zone).date())
    if back is None:
        ask_day(tap)
        return
    act(tap, back=back)


def _written(tap: YouthTap, back: int) -> str:
    return day_written(to_wall(tap.now, tap.youth.zone).date() - timedelta(days=back))


def _question(tap: YouthTap, told: Told) -> tuple[TextKey, Buttons]:
    def make(key: TextKey, value: str) -> Button:
        return tap.button(key, "talkto", value)

    if told.way is None:
        ways = row(*(make(key, way.value) for way, key in WAYS.items()))
        agreed = row(*(make(key, way.value) for way, key in AGREED_LABELS.items()))
        counted = EVENT_LABELS if tap.house.attention else {}
        events = [make(key, way.value) for way, key in counted.items()]
        before = make(TalkKey.B_OTHER_DAY, ANOTHER_DAY)
        return TalkKey.LOG_HOW, ways + agreed + grid([*events, before], _IN_A_ROW)
    so_far = told.way.value
    if told.back:
        so_far = f"{so_far}-{_written(tap, told.back)}"
    if told.mood is None:
        moods = (make(key, f"{so_far}-{mood.value}") for mood, key in MOODS.items())
        return TalkKey.LOG_MOOD, row(*moods)
    so_far = f"{so_far}-{told.mood.value}"
    return TalkKey.LOG_NEXT, rows(*(make(key, f"{so_far}-{days}") for days, key in NEXT.items()))


def _note(tap: YouthTap, report: Report, days: int) -> tuple[TextKey, dict[str, str]]:
    tx, now, house, youth = tap.tx, tap.now, tap.house, tap.youth
    report = replace(report, next_contact_at=promised(now, house, days))
    if report.back:
        note_earlier_talk(tx, tap.actor, now, house, youth, report)
    elif not just_noted(tx, now, tap.staff.id, youth.id):
        note_talk(tx, tap.actor, now, house, youth, report)
    changed = youth_rows.get(tx, youth.id)
    by = changed.reassess_at if changed is not None else None
    on = {}
    if report.back:
        on["dato"] = long_date(now - timedelta(days=report.back), youth.zone, tap.staff.language)
    if by is None:
        return TalkKey.LOGGED_DAY_ONLY if on else TalkKey.LOGGED_ONLY, on
    written = tap.incoming.message_at or now
    hvornaar = when_under(by, now, written, house.site.zone, tap.staff.language)
    return TalkKey.LOGGED_DAY if on else TalkKey.LOGGED, {**on, "hvornaar": hvornaar}


def _after(tap: YouthTap) -> Buttons:
    note = tap.button(TalkKey.B_NOTE, "openy")
    return rows(note, tap.button(StaffKey.B_CONCERNED, "concern"))
