"""The buttons of /idag and /unge."""

from __future__ import annotations

from functools import partial

from domain.callback import Tap
from handlers.roads import tap_of_staff
from services.do_task import on_task
from services.my_youths import show_youths
from services.receive import Road
from services.show_case import show_case
from services.show_today import show_today


def today(tap: Tap) -> Road:
    """Return the road to a page of /idag, in place of the tapped message."""
    page = int(tap.value) if tap.value.isdecimal() else 0
    return tap_of_staff(partial(show_today, page=page, edit=True))


def youths(tap: Tap) -> Road:
    """Return the road to a page of /unge, in place of the tapped message."""
    page = int(tap.value) if tap.value.isdecimal() else 0
    return tap_of_staff(partial(show_youths, page=page, edit=True))


def task(tap: Tap) -> Road:
    """Return the road of a tap on a task: `act-page`."""
    act, _, page = tap.value.rpartition("-")
    shown = int(page) if page.isdecimal() else 0
    return tap_of_staff(partial(on_task, task_id=tap.id, act=act, page=shown))


def case(tap: Tap) -> Road:
    """Return the road to a case, shown anew."""
    return tap_of_staff(partial(show_case, case_id=tap.id))
