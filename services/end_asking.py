"""What a worker was to say in place of the robot ends, when the youth wants no more of it."""

from __future__ import annotations

from datetime import datetime

from domain.people import Actor, Youth
from domain.task import Task, TaskKind
from services.said_by_hand import ByHand, said_by_hand
from services.world import House
from storage import tasks
from storage.tx import Tx

# News that somebody counts on is told all the same, as it is to whoever stopped the robot.
_OF_THE_ROBOT = frozenset({ByHand.CHECKIN, ByHand.GREETING, ByHand.INVITATION, ByHand.REMINDER})
STOPPED = "stopped"  # what came of such a duty


def end_asking(tx: Tx, now: datetime, house: House, youth: Youth, actor: Actor) -> int:
    """End the duties that stand for a message of the robot; return how many there were.

    What the worker owes as a human (a talk, a hello, a look after red) stays.
    """
    ended = [one for one in tasks.open_of_youth(tx, youth.id) if _stands_for(tx, house, one)]
    for one in ended:
        tasks.done(tx, now, one.id, _by(actor, one.staff_id), STOPPED)
    return len(ended)


def _stands_for(tx: Tx, house: House, task: Task) -> bool:
    asks = task.kind is TaskKind.PLANNED_CONTACT
    return asks and said_by_hand(tx, house, task) in _OF_THE_ROBOT


def _by(actor: Actor, owner: int) -> int:
    return actor.id if actor.kind == "staff" and actor.id is not None else owner
