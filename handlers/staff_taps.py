"""The buttons of staff: take a case, say what came of it, open the page."""

from __future__ import annotations

from functools import partial

from domain.callback import Tap
from domain.case import AfterTalk
from domain.talk import REAL, Mood, TalkWay
from handlers.roads import tap_of_staff
from services.acknowledge import acknowledge
from services.another_road import AnotherRoad, ask_road, take_road
from services.case_tap import CaseAct, on_case
from services.choose_after import choose_after
from services.give_on import all_well, ask_useful, give
from services.handle_case import (
    ask_how,
    ask_mood,
    ask_next,
    go_back,
    settle,
    take,
)
from services.open_case import open_case, open_youth
from services.open_replies import open_replies
from services.receive import Road
from services.take_case import take_over
from services.try_again import ask_when, try_again


def taken(tap: Tap) -> Road:
    """Return the road of *jeg tager den*."""
    return _act(tap, take)


def taken_over(tap: Tap) -> Road:
    """Return the road of *jeg tager den* on a red case that the old worker kept until then."""
    return tap_of_staff(partial(on_case, case_id=tap.id, act=take_over, of_others=True))


def seen(tap: Tap) -> Road:
    """Return the road of *jeg har set den*."""
    return tap_of_staff(partial(on_case, case_id=tap.id, act=acknowledge, of_others=True))


def talked(tap: Tap) -> Road:
    """Return the road of *talt sammen*."""
    return _act(tap, ask_how)


def how(tap: Tap) -> Road | None:
    """Return the road of how they met."""
    way = _way(tap.value)
    return _act(tap, partial(ask_mood, way=way)) if way else None


def mood(tap: Tap) -> Road | None:
    """Return the road of how it is going: `way-mood`."""
    way, feels, _ = said(tap.value)
    return _act(tap, partial(ask_next, way=way, mood=feels)) if way and feels else None


def next_contact(tap: Tap) -> Road | None:
    """Return the road of when they speak next: `way-mood-days`, 0 days for as agreed.

    A button from before moods were asked about says `way-days`.
    """
    way, feels, days = said(tap.value)
    if way is None or days is None:
        return None
    return _act(tap, partial(settle, way=way, mood=feels, days=days))


def give_on(tap: Tap) -> Road:
    """Return the road of *giv videre*."""
    return _act(tap, give)


def well_asked(tap: Tap) -> Road:
    """Return the road of *alt var ok*."""
    return _act(tap, ask_useful)


def well(tap: Tap) -> Road | None:
    """Return the road of whether it was good to be told."""
    if tap.value not in {"yes", "no"}:
        return None
    return _act(tap, partial(all_well, useful=tap.value == "yes"))


def after(tap: Tap) -> Road | None:
    """Return the road of how it goes on after a red case."""
    how = next((one for one in AfterTalk if one.value == tap.value), None)
    return _act(tap, partial(choose_after, how=how)) if how else None


def another_road(tap: Tap) -> Road | None:
    """Return the road of *anden vej*, or of the way that was chosen."""
    if not tap.value:
        return _act(tap, ask_road)
    road = next((one for one in AnotherRoad if one.value == tap.value), None)
    return _act(tap, partial(take_road, road=road)) if road else None


def not_reached(tap: Tap) -> Road:
    """Return the road of *ikke fat i, prøver igen*."""
    return _act(tap, ask_when)


def when(tap: Tap) -> Road:
    """Return the road of when to try again."""
    return _act(tap, partial(try_again, choice=tap.value))


def back(tap: Tap) -> Road:
    """Return the road of *tilbage*."""
    return _act(tap, go_back)


def opened(token: str, public_url: str, tap: Tap) -> Road:
    """Return the road of *åbn* on a case."""
    return tap_of_staff(partial(open_case, case_id=tap.id, token=token, public_url=public_url))


def opened_replies(token: str, public_url: str) -> Road:
    """Return the road of *nye svar*."""
    return tap_of_staff(partial(open_replies, token=token, public_url=public_url))


def opened_youth(token: str, public_url: str, tap: Tap) -> Road:
    """Return the road of *åbn* on a notice about a youth."""
    return tap_of_staff(partial(open_youth, youth_id=tap.id, token=token, public_url=public_url))


def _act(tap: Tap, act: CaseAct) -> Road:
    return tap_of_staff(partial(on_case, case_id=tap.id, act=act))


def said(value: str) -> tuple[TalkWay | None, Mood | None, int | None]:
    """Return what a button says of a talk so far: how, how it goes, days until the next."""
    name, *rest = value.split("-")
    days = rest.pop() if rest and rest[-1].isdecimal() else None
    feels = next((one for one in Mood if rest and one.value == rest[0]), None)
    return _way(name), feels, int(days) if days is not None else None


def _way(value: str) -> TalkWay | None:
    return next((way for way in REAL if way.value == value), None)
