"""Who asks: the visit behind the cookie of a request."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from services.page_link import Gone, Visit, Why, session
from services.world import World

COOKIE = "holdfast_visit"


@dataclass(frozen=True, slots=True)
class Opened:
    """A request of somebody whose visit is open."""

    token: str
    visit: Visit


async def opened(world: World, request: Request) -> Opened | Gone:
    """Return the visit that a request belongs to, or that there is none any more."""
    token = request.cookies.get(COOKIE)
    if not token:
        return Gone(Why.NO_VISIT)
    found = await world.store.read(session, world.clock.now(), token)
    return found if isinstance(found, Gone) else Opened(token, found)
