"""The robot's week with a youth in one line, on their page: which days, and how full it is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from content.areas.on_page import OnPageKey
from content.lists import listed, weekday
from domain.load import MOST_A_WEEK
from domain.plan import ContactKind
from domain.wall import to_wall
from services.week_on_page import RobotsWeek
from web.youth_view import Words

_WHAT: Mapping[ContactKind | None, OnPageKey] = MappingProxyType(
    {
        ContactKind.CHECKIN: OnPageKey.WEEK_CHECKIN,
        ContactKind.CAFE: OnPageKey.WEEK_CAFE,
        ContactKind.CARING: OnPageKey.WEEK_CARING,
        None: OnPageKey.WEEK_REMINDER,
    }
)


def week_line(words: Words, week: RobotsWeek | None) -> str | None:
    """Return the line, in the words of the reader; None of whom the robot does not write to."""
    if week is None:
        return None
    if not week.messages:
        return words.say(OnPageKey.WEEK_NOTHING)
    said = [
        words.say(
            OnPageKey.WEEK_DAY,
            ugedag=weekday(to_wall(at, words.page.youth.zone).weekday(), words.language),
            hvad=words.say(_WHAT.get(kind, OnPageKey.WEEK_OTHER)),
        )
        for at, kind in week.messages
    ]
    days = listed(list(dict.fromkeys(said)), words.language)
    return words.say(
        OnPageKey.WEEK_LINE,
        hvad=days[:1].upper() + days[1:],
        antal=len(week.messages),
        mest=MOST_A_WEEK,
    )
