"""A talk as it is noted: how, how it went, what was said in a sixty-second note, and tries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.wall import to_utc, to_wall

TRIES_A_DAY = 2  # never three attempts in a day


class TalkWay(StrEnum):
    """How it happened, or that it did not."""

    CALLED = "called"
    MET = "met"
    WROTE = "wrote"
    ANNOUNCED = "announced"  # the youth was told that somebody is about to call
    TRIED = "tried"  # a call that nobody answered
    NO_SHOW = "no_show"  # a meeting to which the youth did not come, without a word
    AWAY = "away"  # a day away from school or job, as the worker heard it
    HALF_AWAY = "half_away"
    SPELL_ENDED = "spell_ended"  # a job or an education has ended, or is about to
    KEPT = "kept"  # came to what was agreed, with us or somewhere else
    CANCELLED = "cancelled"  # called it off beforehand
    NOTE = "note"  # a note without a talk of its own


class Mood(StrEnum):
    """How it is going, as the worker heard it. Shown on the page, never counted."""

    GOOD = "good"
    SO_SO = "so_so"
    HARD = "hard"


REAL = frozenset({TalkWay.CALLED, TalkWay.MET, TalkWay.WROTE})
# What happened to a youth, noted without a talk; read by the rules of attention points only.
ABSENCES = frozenset({TalkWay.AWAY, TalkWay.HALF_AWAY})
EVENTS = ABSENCES | {TalkWay.SPELL_ENDED}
# What became of something agreed. Coming, and calling it off, are signs of life.
AGREED = frozenset({TalkWay.KEPT, TalkWay.CANCELLED, TalkWay.NO_SHOW})
DAYS_BACK = 13  # how long ago something may have happened that is noted now
TALK_DAYS_BACK = 7  # a talk moves the contact guarantee, and is noted while it is remembered
_NOTED = REAL | EVENTS | AGREED | {TalkWay.NOTE}
_NOON, _LATER = time(12), time(12, 1)  # who came late has missed it first, and then kept it
_NOTED_WITHIN = timedelta(days=1)
_UNTAKEN = frozenset({TalkWay.ANNOUNCED, TalkWay.TRIED})
_OF_CALLS = REAL | _UNTAKEN
EARLY = timedelta(minutes=15)  # a call so soon before the time that was chosen is that call


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One talk, one try, or one note. Instants are UTC; `note` is the worker's own words.

    `next_contact_at` is what was agreed then; of a call, the time that the youth chose instead.
    """

    id: int
    youth_id: int
    staff_id: int
    at: datetime
    way: TalkWay
    mood: Mood | None = None
    note: str | None = None
    case_id: int | None = None
    next_contact_at: datetime | None = None


def happened_on(talks: Iterable[Talk], way: TalkWay, day: date, zone: str) -> bool:
    """Return whether the same was noted for a local day; a day away is so once."""
    same = ABSENCES if way in ABSENCES else {way}
    return any(one.way in same for one in _of_day(talks, day, zone))


def happened_at(way: TalkWay, back: int, now: datetime, zone: str) -> datetime:
    """Return when something happened so many local days ago (UTC): now, or about noon that day."""
    if back <= 0:
        return now
    wall = _LATER if way is TalkWay.KEPT else _NOON
    return to_utc(to_wall(now, zone).date() - timedelta(days=back), wall, zone)


def talked_at(talks: Iterable[Talk], back: int, now: datetime, zone: str) -> datetime:
    """Return when a talk so many local days ago counts as had (UTC): now, or about noon that day.

    It is not before a call of that day that somebody announced or tried: the talk came of it.
    """
    if back <= 0:
        return now
    noon = to_utc(to_wall(now, zone).date() - timedelta(days=back), _NOON, zone)
    calls = (one for one in _of_day(talks, to_wall(noon, zone).date(), zone))
    return max([noon, *(one.at for one in calls if one.way in _UNTAKEN)])


def day_written(day: date) -> str:
    """Return a local day as a button carries it: it means that day also after midnight."""
    return f"{day:%Y%m%d}"


def days_ago(written: str, today: date) -> int | None:
    """Return how many days before `today` a button's day lies; without one it is today.

    A small number stands for so many days, as older buttons carry it. None is a day too long ago,
    or ahead.
    """
    if written.isdecimal() and int(written) <= DAYS_BACK:
        return int(written)
    try:
        back = (today - date.fromisoformat(written)).days
    except ValueError:
        return 0
    return back if 0 <= back <= DAYS_BACK else None


def tries_today(
    talks: Iterable[Talk], now: datetime, zone: str, *, with_one_now: bool = False
) -> int:
    """Return how often somebody has tried to call uninvited on the local day of `now`.

    A call that has been announced counts until it is noted, and is no other try then. A time that
    the youth chose invites one call from `EARLY` before it on, whether they take it or not.
    `with_one_now` counts a call that is made now as well.
    """
    known = list(talks)
    of_calls = [one for one in _today(known, now, zone) if one.way in _OF_CALLS]
    rings = announced(of_calls)
    calls = [(one.at, one.way in REAL) for one in of_calls if one.way is not TalkWay.ANNOUNCED]
    calls += [(rings.at, False)] if rings is not None else []
    calls += [(now, False)] if with_one_now else []
    invited = list(_chosen(known, now, zone))
    tries = 0
    for at, is_talk in sorted(calls):
        waiting = [time for time in invited if time - EARLY > at]
        if len(waiting) == len(invited) and not is_talk:
            tries += 1
        invited = waiting
    return tries


def _chosen(talks: Iterable[Talk], now: datetime, zone: str) -> Iterator[datetime]:
    """Yield the times of this local day at which the youth asked to be called."""
    day = to_wall(now, zone).date()
    for one in talks:
        at = one.next_contact_at
        if one.way in _UNTAKEN and at is not None and to_wall(at, zone).date() == day:
            yield at


def just_tried(talks: Iterable[Talk], staff_id: int, now: datetime, within: timedelta) -> bool:
    """Return whether the newest that happened about a call is this person's try, just now."""
    of_calls = (one for one in talks if one.way in _OF_CALLS)
    newest = max(of_calls, key=lambda one: (one.at, one.id), default=None)
    if newest is None or newest.way is not TalkWay.TRIED or newest.staff_id != staff_id:
        return False
    return now - newest.at < within


def to_note(talks: Iterable[Talk], staff_id: int, now: datetime) -> Talk | None:
    """Return somebody's newest talk or note of the last day, to which a note belongs now."""
    own = (one for one in talks if one.staff_id == staff_id and one.way in _NOTED)
    newest = max(own, key=lambda one: (one.at, one.id), default=None)
    return newest if newest is not None and now - newest.at < _NOTED_WITHIN else None


def announced(talks: Iterable[Talk]) -> Talk | None:
    """Return the call that was announced and not noted since; None when there is none."""
    newest = max(talks, key=lambda one: (one.at, one.id), default=None)
    return newest if newest is not None and newest.way is TalkWay.ANNOUNCED else None


def _today(talks: Iterable[Talk], now: datetime, zone: str) -> list[Talk]:
    return _of_day(talks, to_wall(now, zone).date(), zone)


def _of_day(talks: Iterable[Talk], day: date, zone: str) -> list[Talk]:
    return [talk for talk in talks if to_wall(talk.at, zone).date() == day]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a worker says of a talk in three taps; `next_contact_at` (UTC) None is *as agreed*.

    The talk was so many local days ago (`back`).
    """

    way: TalkWay
    mood: Mood | None = None
    next_contact_at: datetime | None = None
    back: int = 0
