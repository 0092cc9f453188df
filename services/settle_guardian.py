"""The guardian step, settled on the page of the youth: parents are told nothing for now."""

from __future__ import annotations

from datetime import date, datetime

from domain.agreement import Guardian
from domain.people import Actor
from services.access import Action, Denied
from services.guardian import NotSettled, settle_on_page, settle_without_telling
from services.page_link import Visit, may
from services.world import House
from storage.tx import Tx

_TOLD = frozenset({Guardian.INFORMED.value, Guardian.YOUTH_TELLS.value})


def settle_guardian(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    *,
    visit: Visit,
    reason: str,
    leader: str,
    review_on: str,
    end: str = "",
) -> NotSettled | Denied | None:
    """Settle the step by one of its ends; return what was wrong, None if nothing.

    `end` is the button: informed or youth_tells. Without one, parents are told nothing for now,
    which needs a reason, a leader and a day of review.

    `leader` and `review_on` are what the form sent: an id, and a day such as 2026-05-01.
    """
    allowed = may(tx, now, visit, Action.SETTLE_GUARDIAN)
    if isinstance(allowed, Denied):
        return allowed
    if end in _TOLD:
        settle_on_page(tx, actor, now, allowed.youth, Guardian(end))
        return None
    return settle_without_telling(
        tx,
        actor,
        now,
        house,
        allowed.youth,
        reason=reason,
        leader_id=int(leader) if leader.isdecimal() else None,
        review_on=_day(review_on),
    )


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
