"""After a cry for help, a stop or in a pause nothing automatic reaches the youth.

What waits is withdrawn. What goes on is the card, what answers a tap or words of the youth, and a
human's own words. It is asked when a message is planned, when it happens, and again when a
message is sent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from domain.case import Case
from domain.checkin import CheckInState, cancel, moved
from domain.message import OutboxState, is_automatic
from domain.people import Youth
from services.quiet_prompts import take_back_prompts
from services.unsent_invitations import free_unsent
from services.worker_tells_instead import tell_instead
from services.world import House
from storage import cases, checkins, held_back, outbox
from storage import youths as youth_rows
from storage.outbox import FINAL, Message
from storage.tx import Rx, Tx

HELD_BACK = "held_back"  # in the story of a case: how many automatic messages never leave


def hold_automatic(tx: Tx, now: datetime, house: House, youth: Youth) -> int:
    """Hold everything automatic, also what is queued for later; return how many were withdrawn.

    Open questions are closed in place. A hold that stands keeps its first instant (UTC).
    """
    youth_rows.change(tx, youth.id, held_at=youth.held_at or now)
    return withdraw_automatic(tx, now, house, youth, held_back.RED_CASE)


def withdraw_automatic(tx: Tx, now: datetime, house: House, youth: Youth, reason: str) -> int:
    """Withdraw everything automatic that is queued; return how much that was.

    Open questions are closed in place. That an evening they come to is off or moved is told by
    their worker instead.
    """
    waiting = [one for one in held_back.queued_of(tx, youth.id) if _is_kept_away(one)]
    take_back_prompts(tx, now, house, youth, reason)
    gone = _withdraw(tx, now, waiting, reason)
    free_unsent(tx, now, youth.id)
    tell_instead(tx, now, house, youth, [one for one in waiting if one.id in gone])
    return len(waiting)


def withdraw_held(tx: Tx, now: datetime, messages: Sequence[Message]) -> Collection[int]:
    """Withdraw those about to leave whose youth is held, has left or is in a pause.

    One may have been queued in that very moment, by another process. Returns the ids of the
    withdrawn.
    """
    automatic = [one for one in messages if one.youth_id is not None and _is_kept_away(one)]
    reasons = held_back.reasons(tx, {one.youth_id for one in automatic if one.youth_id}, now)
    withdrawn: set[int] = set()
    for youth_id, reason in reasons.items():
        theirs = [one for one in automatic if one.youth_id == youth_id]
        withdrawn |= set(_withdraw(tx, now, theirs, reason))
        free_unsent(tx, now, youth_id)
    return withdrawn


def withdrawn_by(rx: Rx, open_cases: Iterable[Case]) -> Mapping[int, int]:
    """Return how many messages the cries of each case withdrew, where it was any."""
    found: dict[int, int] = {}
    for case in open_cases:
        for _, _, what, detail in cases.story(rx, case.id):
            count = detail.get("count")
            if what == HELD_BACK and isinstance(count, int):
                found[case.id] = found.get(case.id, 0) + count
    return found


def _is_kept_away(message: Message) -> bool:
    return not message.kind.is_edit and is_automatic(message.purpose, message.dedupe)


def _withdraw(tx: Tx, now: datetime, messages: Sequence[Message], reason: str) -> Collection[int]:
    ids = [one.id for one in messages]
    gone = outbox.move(tx, ids, OutboxState.SKIPPED, reason=reason, **FINAL)
    for one in messages:
        if one.id in gone and one.checkin_id is not None:
            _never_asked(tx, now, one.checkin_id, one.id)
    return gone


def _never_asked(tx: Tx, now: datetime, checkin_id: int, outbox_id: int) -> None:
    """End the check-in whose question never left: nobody is silent who was not asked."""
    checkin = checkins.get(tx, checkin_id)
    asked = checkin is not None and checkin.prompt_outbox_id == outbox_id
    if checkin is not None and asked and checkin.state is CheckInState.OPEN:
        checkins.save(tx, moved(checkin, cancel(checkin), now))
