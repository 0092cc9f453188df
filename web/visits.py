"""Who asks: the visit behind the cookie of a request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.requests import Request

from services.page_link import Visit, session
from services.spend_link import Gone, Why
from services.world import World

COOKIE = "holdfast_visit"


@dataclass(frozen=True, slots=True)
class Opened:
    """A request of somebody whose visit is open.

    `again` is what was typed into a form that is shown again, by the name of its field.
    """

    token: str
    visit: Visit
    again: Mapping[str, str] = field(default_factory=dict)


async def opened(world: World, request: Request) -> Opened | Gone:
    """Return the visit that a request belongs to, or that there is none any more."""
    token = request.cookies.get(COOKIE)
    if not token:
        return Gone(Why.NO_VISIT)
    found = await world.store.read(session, world.clock.now(), token)
    return found if isinstance(found, Gone) else Opened(token, found)
