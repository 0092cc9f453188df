"""How close the contact is from day 91 on, as worker and youth have agreed."""

from __future__ import annotations

from datetime import datetime

from domain.people import Actor, Tier, Youth
from domain.wall import to_wall
from services.human_contact import look_again
from services.invite_again import find_youth
from services.own_interval import has_own_interval
from services.programme_of import programme_of
from services.world import House
from storage import audit, past
from storage import youths as youth_rows
from storage.tx import Tx


def set_tier(tx: Tx, actor: Actor, now: datetime, house: House, wanted: str, tier: Tier) -> Youth:
    """Let a youth, by id or exact name, be of a tier from now on; return the youth.

    The agreed interval follows where it was the usual one; what the two agreed themselves stays.

    Raises:
        InviteError: If nobody, or more than one youth, is called that.
    """
    return agree_tier(tx, actor, now, house, find_youth(tx, wanted), tier)


def agree_tier(
    tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth, tier: Tier
) -> Youth:
    """Do the same for a youth who was found; return them as they stand then."""
    programme = programme_of(tx, house, youth.programme_version_id)
    start = youth.accepted_at or now
    day = (to_wall(now, youth.zone).date() - to_wall(start, youth.zone).date()).days
    usual, new = (programme.interval_on(day, each) for each in (youth.tier, tier))
    youth_rows.change(tx, youth.id, tier=tier.value)
    own = has_own_interval(tx, youth)
    if youth.contact_interval_days == usual != new and not own:
        youth_rows.change(tx, youth.id, contact_interval_days=new)
        look_again(tx, house, youth.id)
    said = {"from": youth.tier.value if youth.tier else None, "to": tier.value}
    audit.record(
        tx,
        now,
        actor=str(actor),
        action=past.TIER_SET,
        youth_id=youth.id,
        allowed=True,
        detail=said,
    )
    return youth_rows.get(tx, youth.id) or youth
