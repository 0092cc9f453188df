"""Cafés: a series, its evenings, what happens when, and what an answer does.

An evening has one thing to do at a time; its state says which. Nothing here names a person: who
is invited is decided in `domain/cafe_audience.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from domain.people import Language
from domain.site import SiteRules
from domain.wall import to_utc, to_wall

INVITE_DAYS_BEFORE = 2
# With the check-in of that day: the latest of these hours that somebody at work follows.
INVITE_HOURS = (time(15), time(14), time(13), time(12), time(11), time(10))
REMIND_AT = time(12, 30)
REMIND_AT_LEAST = timedelta(hours=2)  # before it begins
COUNT_AFTER = timedelta(minutes=20)
ASK_AFTER = timedelta(minutes=30)  # after it has ended
TIME_TO_COME = timedelta(hours=3)  # an invitation later than that is no invitation
COUNT_WITHIN = timedelta(days=1)
ASK_WITHIN = timedelta(days=1)


class CafeState(StrEnum):
    """What has been done about an evening."""

    PLANNED = "planned"
    INVITED = "invited"
    REMINDED = "reminded"
    OPEN = "open"  # it has begun; who is there is being counted
    HELD = "held"
    CANCELLED = "cancelled"


class Step(StrEnum):
    """What is to be done next."""

    INVITE = "invite"
    REMIND = "remind"
    COUNT = "count"  # ask the coordinator who is there
    ASK = "ask"  # ask those who came whether it was worth it


class Coming(StrEnum):
    """What a youth answers."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


class Help(StrEnum):
    """Help to get there."""

    FETCHED = "fetched"
    FOLLOWED = "followed"
    NONE = "none"


class Came(StrEnum):
    """What the coordinator saw."""

    SEEN = "seen"
    LATE = "late"
    ABSENT = "absent"
    EXCUSED = "excused"


class Worth(StrEnum):
    """The answer to *var det tiden værd*, afterwards."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    SKIP = "skip"


CAME = frozenset({Came.SEEN, Came.LATE})
EXPECTED = frozenset({Coming.YES, Coming.MAYBE})
FIELDS = ("theme", "food", "cook", "guest", "place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A series: on which days (a recurrence rule), at what wall time of the site, for whom.

    `place` is the site's own label by language, never an address; empty is the usual place.
    """

    id: int
    programme_key: str
    cohort: str | None  # None: everybody in the programme
    rule: str
    begins: time
    ends: time
    place: Mapping[Language, str]
    transport: bool  # whether help to get there is offered
    created_at: datetime
    created_by: int
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """What is special about one evening, in the site's words; `guests` came unannounced."""

    words: Mapping[str, Mapping[Language, str]] = field(default_factory=dict)
    guests: int = 0

    def said(self, name: str, language: Language) -> str | None:
        """Return one of `FIELDS` in a language; Danish where nobody wrote it anew."""
        written = self.words.get(name, {})
        return written.get(language) or written.get("da") or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cafe:
    """One evening. Instants are UTC; `occurs_at` is what the series says, `begins_at` what is."""

    id: int
    series_id: int
    programme_key: str
    state: CafeState
    occurs_at: datetime
    begins_at: datetime
    ends_at: datetime
    details: Details
    moved_at: datetime | None = None
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rsvp:
    """One youth and one evening. `left_out` says why there was no invitation."""

    id: int
    cafe_id: int
    youth_id: int
    invited_at: datetime | None = None
    left_out: str | None = None
    answer: Coming | None = None
    answered_at: datetime | None = None
    help_wanted: Help | None = None
    came: Came | None = None
    came_by: int | None = None
    came_at: datetime | None = None
    worth: Worth | None = None
    wish: str | None = None

    @property
    def is_expected(self) -> bool:
        """Return whether they said yes or maybe."""
        return self.invited_at is not None and self.answer in EXPECTED

    @property
    def has_come(self) -> bool:
        """Return whether they were there, in time or not."""
        return self.came in CAME


_STEP = {
    CafeState.PLANNED: Step.INVITE,
    CafeState.INVITED: Step.REMIND,
    CafeState.REMINDED: Step.COUNT,
    CafeState.OPEN: Step.ASK,
}
_AFTER = {
    Step.INVITE: CafeState.INVITED,
    Step.REMIND: CafeState.REMINDED,
    Step.COUNT: CafeState.OPEN,
    Step.ASK: CafeState.HELD,
}


def next_step(cafe: Cafe) -> Step | None:
    """Return what is to be done next about an evening; None when it is over or cancelled."""
    return _STEP.get(cafe.state)


def due_at(cafe: Cafe, site: SiteRules) -> datetime | None:
    """Return when the next step is due (UTC), or None."""
    step = next_step(cafe)
    if step is None:
        return None
    return {
        Step.INVITE: invite_at(cafe.begins_at, site),
        Step.REMIND: remind_at(cafe.begins_at, site),
        Step.COUNT: cafe.begins_at + COUNT_AFTER,
        Step.ASK: cafe.ends_at + ASK_AFTER,
    }[step]


def planned(cafe: Cafe, site: SiteRules) -> Cafe:
    """Return the evening with the time of its next step."""
    return replace(cafe, next_at=due_at(cafe, site))


def after(cafe: Cafe, step: Step, site: SiteRules) -> Cafe:
    """Return the evening once a step was done or skipped."""
    return planned(replace(cafe, state=_AFTER[step]), site)


def too_late(cafe: Cafe, step: Step, now: datetime) -> bool:
    """Return whether a step that comes only now is left out."""
    limit = {
        Step.INVITE: invites_until(cafe),
        Step.REMIND: cafe.begins_at,
        Step.COUNT: cafe.ends_at + COUNT_WITHIN,
        Step.ASK: asks_until(cafe),
    }[step]
    return now >= limit


def invites_until(cafe: Cafe) -> datetime:
    """Return until when an invitation leaves time to come (UTC)."""
    return cafe.begins_at - TIME_TO_COME


def asks_until(cafe: Cafe) -> datetime:
    """Return until when it makes sense to ask whether it was worth it (UTC)."""
    return cafe.ends_at + ASK_WITHIN


def invite_at(begins_at: datetime, site: SiteRules) -> datetime:
    """Return when the invitations leave (UTC): two days before, beside the day's check-in.

    It is 15.00, or the latest full hour before from which a staffed hour still follows. Where
    that day has none, it is the next instant that has.
    """
    day = to_wall(begins_at, site.zone).date() - timedelta(days=INVITE_DAYS_BEFORE)
    for hour in INVITE_HOURS:
        at = to_utc(day, hour, site.zone)
        if site.staffed_hour_follows(at, timedelta(hours=1)):
            return at
    return site.next_answerable(to_utc(day, INVITE_HOURS[0], site.zone))


def remind_at(begins_at: datetime, site: SiteRules) -> datetime:
    """Return when the reminder leaves (UTC): 12.30 the same day, two hours ahead at least."""
    wall = to_wall(begins_at, site.zone)
    return min(to_utc(wall.date(), REMIND_AT, site.zone), begins_at - REMIND_AT_LEAST)


def may_answer(cafe: Cafe, now: datetime) -> bool:
    """Return whether an answer still counts: until it begins, unless it is cancelled."""
    return cafe.state is not CafeState.CANCELLED and now < cafe.begins_at


def answered(rsvp: Rsvp, answer: Coming, now: datetime) -> Rsvp:
    """Return the row with a new answer; help is only for who says yes."""
    wanted = rsvp.help_wanted if answer is Coming.YES else None
    return replace(rsvp, answer=answer, answered_at=now, help_wanted=wanted)


def seen(rsvp: Rsvp, came: Came | None, staff_id: int, now: datetime) -> Rsvp:
    """Return the row with what the coordinator saw."""
    return replace(rsvp, came=came, came_by=staff_id, came_at=now)


def moved(cafe: Cafe, begins_at: datetime, now: datetime, site: SiteRules) -> Cafe:
    """Return the evening at another time, as long as before.

    One that was reminded of already is reminded of again on its new day.
    """
    lasts = cafe.ends_at - cafe.begins_at
    again = cafe.state is CafeState.REMINDED and remind_at(begins_at, site) > now
    return planned(
        replace(
            cafe,
            begins_at=begins_at,
            ends_at=begins_at + lasts,
            moved_at=now,
            state=CafeState.INVITED if again else cafe.state,
        ),
        site,
    )


def cancelled(cafe: Cafe) -> Cafe:
    """Return the evening as cancelled: nothing more is done about it."""
    return replace(cafe, state=CafeState.CANCELLED, next_at=None)
