"""The buttons of /skift: whose youth, which one, to whom or whether it ends, and the yes."""

from __future__ import annotations

from datetime import date
from functools import partial

from domain import ids
from domain.callback import Tap
from domain.ending import WhyEnded
from handlers.roads import on_youth_of, tap_of_staff
from services.access import Action
from services.ask_end import SURE, ask_end, ask_undo
from services.ask_end_date import USUAL, ask_day, ask_month, put_end
from services.ask_new_worker import ask_cover, ask_to_whom, ask_whose
from services.receive import Road


def whose(tap: Tap) -> Road:
    """Return the road of a worker whose youths are shown."""
    return tap_of_staff(partial(ask_whose, of=tap.id))


def cover(tap: Tap) -> Road:
    """Return the road of who steps in: `new` as an id, once it is known."""
    act = partial(ask_cover, to=ids.decode(tap.value))
    return on_youth_of(tap, act, action=Action.CHANGE_COVER)


def to_whom(tap: Tap) -> Road:
    """Return the road of a youth: `new` or `new:old` as ids, as far as they are known."""
    new, _, old = tap.value.partition(":")
    act = partial(ask_to_whom, to=ids.decode(new), before=ids.decode(old))
    return on_youth_of(tap, act, action=Action.CHANGE_WORKER)


def ending(tap: Tap) -> Road:
    """Return the road of the end of the contact: `why:contact:yes`, as far as it is known."""
    why, _, rest = tap.value.partition(":")
    contact, _, sure = rest.partition(":")
    known = next((one for one in WhyEnded if one.value == why), None)
    act = partial(ask_end, why=known, contact=ids.decode(contact), sure=sure == SURE)
    return on_youth_of(tap, act, action=Action.CHANGE_WORKER)


def end_date(tap: Tap) -> Road | None:
    """Return the road of the day on which it ends: a month, a day, or the usual one again."""
    if tap.value == USUAL:
        return on_youth_of(tap, partial(put_end, day=None), action=Action.CHANGE_WORKER)
    if not tap.value:
        return on_youth_of(tap, ask_month, action=Action.CHANGE_WORKER)
    whole = len(tap.value) == len("2026-12-24")
    day = _day(tap.value if whole else f"{tap.value}-01")
    if day is None:
        return None
    act = partial(put_end, day=day) if whole else partial(ask_day, first=day)
    return on_youth_of(tap, act, action=Action.CHANGE_WORKER)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def undo_end(tap: Tap) -> Road:
    """Return the road of *fortryd*, for a day after the end."""
    return on_youth_of(tap, ask_undo, action=Action.CHANGE_WORKER)
