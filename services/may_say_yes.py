"""Who may still say yes or no: to us, or to the robot where they have known us by phone only."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from domain.case import CaseKind
from domain.people import Actor, Youth, YouthStatus
from services.raise_case import standing
from storage import audit
from storage import youths as youth_rows
from storage.tx import Rx, Tx

# Whoever has ended comes back by /start, and has the door held open like who stopped.
_MAY_STILL_ANSWER = {
    YouthStatus.ASKED,
    YouthStatus.DECLINED,
    YouthStatus.STOPPED,
    YouthStatus.ENDED,
}
_LEFT = frozenset({"stop", "decline", "end"})
_TURNS = _LEFT | {"accept", "accept_by_hand", "end_undone"}
MET = "accept_bot"  # in the trail: who was with us by phone or SMS has said yes to the robot
BY_HAND = "accept_by_hand"  # in the trail: said yes to a worker, who wrote it down
# So long a slip of the finger is put right by who made it; later a human has talked with them.
SLIP = timedelta(hours=1)


def may_say_yes(rx: Rx, youth: Youth) -> bool:
    """Return whether the hello, the age and the yes of a youth count now."""
    return youth.status in _MAY_STILL_ANSWER or meets_the_bot(rx, youth)


def meets_the_bot(rx: Rx, youth: Youth) -> bool:
    """Return whether somebody is with us by phone or SMS, and has only opened a link since.

    They are ours all the while: what was agreed and the clocks run on, whatever they answer.
    """
    if youth.status is not YouthStatus.ACTIVE or youth.chat_id is None:
        return False
    actor = str(Actor.youth(youth.id))
    return all(audit.latest(rx, actor, said, youth.id) is None for said in ("accept", MET))


def may_tell_age_again(rx: Rx, now: datetime, youth: Youth) -> bool:
    """Return whether somebody who tapped *under 15* may tell their age anew, by the button below.

    At once, because a finger slips; and again when the worker has talked with them.
    """
    case = standing(rx, youth, CaseKind.UNDERAGE)
    return case is None or now - case.opened_at <= SLIP


def is_seen_to(rx: Rx, youth: Youth) -> bool:
    """Return whether the case about *under 15* is closed: then /start opens the door again."""
    return standing(rx, youth, CaseKind.UNDERAGE) is None


def stays_with_us(rx: Rx, youth: Youth) -> bool:
    """Return whether somebody was ours when they tapped *under 15*, and is asked anew now.

    That is who was with us by phone or SMS, and had not left: their yes stands, whatever they say
    to the robot.
    """
    if youth.status is not YouthStatus.ASKED or youth.accepted_at is None:
        return False
    before: list[str] = []
    for _, _, action, _ in audit.of_youth(rx, youth.id):
        if action == "underage":
            break
        before += [action] if action in _TURNS else []
    known = not before or before[-1] not in _LEFT
    return known and meets_the_bot(rx, replace(youth, status=YouthStatus.ACTIVE))


def ask_age_anew(tx: Tx, actor: Actor, now: datetime, youth: Youth) -> Youth:
    """Let a youth who was under 15 by what they tapped be asked again; return them so.

    A case about it stays open: the worker talks with them whatever they answer.
    """
    youth_rows.change(tx, youth.id, status=YouthStatus.ASKED.value, age_band=None)
    audit.record(tx, now, actor=str(actor), action="age_again", youth_id=youth.id, allowed=True)
    return youth_rows.get(tx, youth.id) or youth
