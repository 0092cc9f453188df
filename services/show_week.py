"""/uge for staff: the last seven days in numbers, without a name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from content.areas.staff import StaffKey
from content.keys import Key
from content.phrases import when
from domain.incoming import Incoming
from domain.people import Actor, Staff
from domain.talk import REAL, TalkWay
from domain.task import Task
from services.access import Action, Denied, allow
from services.say import answer_staff
from services.world import House
from storage import talks, tasks, today
from storage.tx import Tx

WEEK = timedelta(days=7)


def show_week(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, staff: Staff
) -> None:
    """Say what the week held: talks, calls nobody answered, cases, and what waits now."""
    granted = allow(tx, actor, now, Action.OWN_DAY, youth=None, case=None)
    if isinstance(granted, Denied):
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
        return
    since, until = now - WEEK, now + timedelta(milliseconds=1)
    ways = talks.count_by_way(tx, staff.id, since, until)
    mine = today.youths_of(tx, staff.id, also_cover=False)
    opened, closed, still_open = today.count_cases(tx, mine, since, until)
    waiting = today.unread_by_youth(tx, [staff.id])
    duties = tasks.open_of_staff(tx, staff.id)
    words = house.texts.say(
        staff.language,
        StaffKey.WEEK,
        samtaler=sum(ways.get(way, 0) for way in REAL),
        forsoeg=ways.get(TalkWay.TRIED, 0),
        aabnet=opened,
        lukket=closed,
        aabne=still_open,
        ulaeste=sum(one.count for one in waiting),
        opgaver=len(duties),
    )
    text = "\n".join(filter(None, (words, _overdue(now, house, staff, duties))))
    answer_staff(tx, now, house, incoming, staff, StaffKey.WEEK, text=text)


def _overdue(now: datetime, house: House, staff: Staff, duties: Sequence[Task]) -> str:
    """Return what should have been done by now, however often it was put off; "" for nothing."""
    late = [task.owed_since for task in duties if task.owed_since and task.is_late(now)]
    if not late:
        return ""
    say, language = house.texts.say, staff.language
    one = len(late) == 1
    hvad = (
        say(language, StaffKey.ONE_TASK) if one else say(language, StaffKey.TASKS, antal=len(late))
    )
    oldest = when(min(late), now, house.site.zone, language)
    return say(language, StaffKey.WEEK_LATE, hvad=hvad, hvornaar=oldest)
