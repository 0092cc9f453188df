"""What a youth chose for their times, with the site's own where they left it to us."""

from __future__ import annotations

from domain.site import QuietHours
from services.world import House
from storage import agreements
from storage.tx import Rx


def quiet_of(rx: Rx, house: House, youth_id: int) -> QuietHours:
    """Return the hours in which nothing is sent to a youth unasked."""
    return agreements.get(rx, youth_id).quiet or house.site.quiet
