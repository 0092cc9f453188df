"""When the attention points of a youth are looked at next."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.people import Youth, YouthStatus
from services.world import House
from storage import assessments
from storage.tx import Rx

EVERY = timedelta(days=1)


def attention_due(rx: Rx, house: House, youth: Youth) -> datetime | None:
    """Return when to look next (UTC): after any sign of life at once, otherwise once a day.

    None while a site does not count points, and for everybody who is not active.
    """
    if not house.attention or youth.status is not YouthStatus.ACTIVE or not youth.accepted_at:
        return None
    programme = house.programmes.by_version.get(youth.programme_version_id)
    if programme is not None and programme.risk is None:
        return None
    before = assessments.latest(rx, youth.id)
    if before is None:
        return youth.accepted_at
    life = youth.last_sign_of_life_at
    if life is not None and life > before.looked_at:
        return life
    return before.looked_at + EVERY
