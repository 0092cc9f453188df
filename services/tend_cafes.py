"""One tick of the cafés: invite, remind, ask who is there, ask whether it was worth it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from domain.cafe import Step, after, next_step, too_late
from domain.people import Actor
from services.ask_worth import ask_worth
from services.attend import settle
from services.cafe_series import plan_ahead
from services.close_invitations import close_invitations
from services.count_cafe import ask_who_is_here
from services.evening import Evening
from services.invite_to_cafe import invite, leave_all_out
from services.remind_of_cafe import remind
from services.world import House
from storage import audit, cafes
from storage.tx import Tx


def tend_cafes(
    tx: Tx, actor: Actor, now: datetime, house: House, ids: Sequence[int]
) -> Sequence[int]:
    """Do what is due about evenings; return the ids of the rows that were handled.

    What comes too late is left out, with its reason in the audit trail: an invitation that leaves
    no time to come, a reminder after the beginning, a question about last week.
    """
    due = cafes.claim(tx, now, ids)
    for cafe in due:
        step = next_step(cafe)
        if step is not None:
            _do(actor, Evening.of(tx, now, house, cafe), step)
    return [cafe.id for cafe in due]


def _do(actor: Actor, evening: Evening, step: Step) -> None:
    late = too_late(evening.cafe, step, evening.now)
    acts = _LATE if late else _ACTS
    if (act := acts.get(step)) is not None:
        act(evening)
    detail: dict[str, object] = {"cafe": evening.cafe.id, "step": step.value}
    if late:
        detail["skipped"] = "late"
    audit.record(
        evening.tx,
        evening.now,
        actor=str(actor),
        action="cafe",
        youth_id=None,
        allowed=True,
        detail=detail,
    )
    evening.save(after(evening.cafe, step, evening.house.site))
    plan_ahead(evening.tx, evening.now, evening.house, evening.series)


def _finish(evening: Evening) -> None:
    _end(evening)
    for rsvp in evening.rows():
        ask_worth(evening, rsvp)


def _end(evening: Evening) -> None:
    close_invitations(evening)
    for rsvp in evening.rows():
        if rsvp.came is not None:
            settle(evening, rsvp)


Act = Callable[[Evening], None]
_ACTS: Mapping[Step, Act] = {
    Step.INVITE: invite,
    Step.REMIND: remind,
    Step.COUNT: ask_who_is_here,
    Step.ASK: _finish,
}
_LATE: Mapping[Step, Act] = {Step.INVITE: leave_all_out, Step.ASK: _end}
