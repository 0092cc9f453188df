"""How often worker and youth talk, where the two have agreed on an interval of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.agreement import without_reason
from domain.people import Actor, Youth
from domain.wall import to_wall
from services.human_contact import look_again
from services.invite_again import find_youth
from services.programme_of import programme_of
from services.world import House
from storage import agreements, audit
from storage import youths as youth_rows
from storage.tx import Rx, Tx

LONGEST = 31  # days: nobody whom we look after waits longer than a month for a human


def has_own_interval(rx: Rx, youth: Youth) -> bool:
    """Return whether the two agreed on their own, also where it is a number of the plan.

    It holds through every window, tier, return and version of the programme.
    """
    return agreements.get(rx, youth.id).own_interval


def set_interval(
    tx: Tx, actor: Actor, now: datetime, house: House, wanted: str, days: int | None
) -> Youth:
    """Let a youth, by id or exact name, be talked with every so many days; return the youth.

    None lets the programme say how often again, from today on.

    Raises:
        InviteError: If nobody, or more than one youth, is called that.
        ValueError: If it is less than a day or more than `LONGEST`.
    """
    if days is not None and not 1 <= days <= LONGEST:
        raise ValueError(f"An interval has 1 to {LONGEST} days, not {days}.")
    return agree_interval(tx, actor, now, house, find_youth(tx, wanted), days)


def agree_interval(
    tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth, days: int | None
) -> Youth:
    """Do the same for a youth who was found, with days in range; return them as they stand then.

    Why it was so before is forgotten with it.
    """
    agreed = agreements.get(tx, youth.id)
    kept = replace(without_reason(agreed), own_interval=days is not None)
    agreements.save(tx, now, youth.id, kept)
    new = days if days is not None else _planned(tx, now, house, youth)
    youth_rows.change(tx, youth.id, contact_interval_days=new)
    look_again(tx, house, youth.id)
    audit.record(
        tx,
        now,
        actor=str(actor),
        action="set_interval",
        youth_id=youth.id,
        allowed=True,
        detail={"from": youth.contact_interval_days, "to": new, "own": days is not None},
    )
    return youth_rows.get(tx, youth.id) or youth


def _planned(rx: Rx, now: datetime, house: House, youth: Youth) -> int:
    start = youth.accepted_at or now
    day = (to_wall(now, youth.zone).date() - to_wall(start, youth.zone).date()).days
    return programme_of(rx, house, youth.programme_version_id).interval_on(day, youth.tier)
