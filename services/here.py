"""Who is at work in somebody's place: themselves, or whoever covers while they are away."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from domain.case import Case, Level
from domain.crew import stand_in
from storage import staff as staff_rows
from storage.tx import Rx


def here(rx: Rx, now: datetime, staff_id: int) -> int:
    """Return who reads and calls now: the same id, or the one of the cover.

    Where everybody covers for somebody else who is away, it stays with the first.
    """
    return stand_in(partial(staff_rows.get, rx), now, staff_id)


def gave_it_up(rx: Rx, now: datetime, case: Case, staff_id: int) -> bool:
    """Return whether somebody who was told of a case has nothing to do with it any more.

    The youth has another worker since; what stands in the old one's chat says so already.
    """
    if case.level is Level.RED or staff_id in {case.taken_by, *case.ladder}:
        return False
    return here(rx, now, staff_id) == staff_id
