"""A duty in the words of whoever does it: what it is, and what exactly is missing."""

from __future__ import annotations

from content.areas.by_hand import ByHandKey
from content.areas.staff import StaffKey
from content.lists import listed
from domain.onboarding import missing
from domain.people import Language
from domain.task import Task, TaskKind
from services.owe_arrival import was_asked
from services.said_by_hand import said_by_hand
from services.world import House
from storage import agreements
from storage import youths as youth_rows
from storage.tx import Rx


def say_task(rx: Rx, house: House, language: Language, task: Task) -> str:
    """Return a duty in words, without a name.

    What a youth skipped after the yes is one duty, and names what is still to be agreed. What is
    said in place of the robot is named by its kind; the words of it stand on the page alone.
    """
    say = house.texts.say
    if task.kind is TaskKind.ASK_AGREEMENT:
        youth = youth_rows.get(rx, task.youth_id)
        open_screens = missing(youth, agreements.get(rx, task.youth_id)) if youth else ()
        names = [say(language, StaffKey[f"REST_{screen.name}"]) for screen in open_screens]
        if names:
            return say(language, StaffKey.TASK_THE_REST, valg=listed(names, language))
    if task.kind is TaskKind.ARRIVAL and not was_asked(rx, task):
        return say(language, StaffKey.TASK_ARRIVAL_SEE)
    if task.kind is TaskKind.NOTIFY_DECISION and _has_no_age(rx, task):
        return say(language, StaffKey.TASK_NOTIFY_NO_AGE)
    by_hand = said_by_hand(rx, house, task)
    if by_hand is not None:
        return say(language, ByHandKey[f"TELL_{by_hand.name}"])
    return say(language, StaffKey[f"TASK_{task.kind.name}"])


def _has_no_age(rx: Rx, task: Task) -> bool:
    """Return whether nobody knows how old the youth is."""
    youth = youth_rows.get(rx, task.youth_id)
    return youth is not None and youth.age_band is None
