"""What the robot begins with a youth this week, as their worker sees it, and how full it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from domain.coming import prompts
from domain.people import Youth, YouthStatus
from domain.plan import ASKS, ContactKind
from domain.wall import to_utc, to_wall
from services.cafe_line import held_ids
from services.evenings_ahead import evenings_ahead
from services.postcard import is_reached
from services.programme_of import programme_of
from services.rhythm_of import before_of, rhythm_of
from services.world import House
from storage import begun
from storage.tx import Rx

_COUNTS = ASKS | {ContactKind.CARING}


@dataclass(frozen=True, slots=True)
class RobotsWeek:
    """The messages of a calendar week, soonest first: when (UTC), and what; None is a reminder.

    What has come is in it, and what comes by the rules that the planner follows.
    """

    messages: Sequence[tuple[datetime, ContactKind | None]]


def read_week(rx: Rx, now: datetime, house: House, youth: Youth) -> RobotsWeek | None:
    """Return the week (ISO) of a youth whose page somebody may read, in the youth's own zone.

    None of who is not with us, and of whom no words of ours reach: theirs are rows of `/idag`.
    """
    if youth.status is not YouthStatus.ACTIVE or not is_reached(house, youth):
        return None
    today = to_wall(now, youth.zone).date()
    monday = to_utc(today - timedelta(days=today.weekday()), time(0), youth.zone)
    ends = to_utc(today + timedelta(days=7 - today.weekday()), time(0), youth.zone)
    programme = programme_of(rx, house, youth.programme_version_id)
    waits = held_ids(rx, youth.id, now)
    before = before_of(rx, youth, programme, now, without=waits)
    evenings = evenings_ahead(rx, now, house, youth)
    rhythm = rhythm_of(rx, now, house, youth, programme)
    coming = [
        (one.leaves_at, one.contact.kind)
        for one in prompts(rhythm, now, ends, before, evenings)
        if one.leaves_at is not None and one.leaves_at < ends and one.contact.kind in _COUNTS
    ]
    came = [one for one in begun.messages(rx, youth.id, monday, without=waits) if one[0] < ends]
    return RobotsWeek(sorted([*came, *coming], key=lambda one: one[0]))
