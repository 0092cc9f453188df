"""The guardian step, settled on the page of the youth: parents are told nothing for now."""

from __future__ import annotations

from datetime import date, datetime

from domain.people import Actor
from services.access import Action, Denied
from services.guardian import NotSettled, settle_without_telling
from services.page_link import Visit, may
from services.world import House
from storage.tx import Tx


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
) -> NotSettled | Denied | None:
    """Keep the reason, the leader and the day of review; return what was wrong, None if nothing.

    `leader` and `review_on` are what the form sent: an id, and a day such as 2026-05-01.
    """
    allowed = may(tx, now, visit, Action.SETTLE_GUARDIAN)
    if isinstance(allowed, Denied):
        return allowed
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
