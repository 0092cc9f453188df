"""The buttons of staff: take a case, say what came of it, open the page."""

from __future__ import annotations

from functools import partial

from domain.callback import Tap
from domain.case import ContactWay
from handlers.roads import tap_of_staff
from services.desk import CaseAct, on_case
from services.handle_case import (
    ask_how,
    ask_next,
    ask_when,
    go_back,
    settle,
    take,
    try_again,
)
from services.open_case import open_case, open_youth
from services.receive import Road


def taken(tap: Tap) -> Road:
    """Return the road of *jeg tager den*."""
    return _act(tap, take)


def talked(tap: Tap) -> Road:
    """Return the road of *talt sammen*."""
    return _act(tap, ask_how)


def how(tap: Tap) -> Road | None:
    """Return the road of how they met."""
    way = _way(tap.value)
    return _act(tap, partial(ask_next, way=way)) if way else None


def next_contact(tap: Tap) -> Road | None:
    """Return the road of when they speak next: `way-days`, 0 days for as agreed."""
    name, _, days = tap.value.partition("-")
    way = _way(name)
    if way is None or not days.isdecimal():
        return None
    return _act(tap, partial(settle, way=way, days=int(days)))


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


def opened_youth(token: str, public_url: str, tap: Tap) -> Road:
    """Return the road of *åbn* on a notice about a youth."""
    return tap_of_staff(partial(open_youth, youth_id=tap.id, token=token, public_url=public_url))


def _act(tap: Tap, act: CaseAct) -> Road:
    return tap_of_staff(partial(on_case, case_id=tap.id, act=act))


def _way(value: str) -> ContactWay | None:
    return next((way for way in ContactWay if way.value == value), None)
