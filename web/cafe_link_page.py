"""The page before the café page: a link is only spent by a person who presses the button."""

from __future__ import annotations

from fastapi.responses import RedirectResponse
from starlette.requests import Request
from starlette.responses import Response

from content.areas.cafe import CafeKey
from domain import ids
from services.access import Denied
from services.cafe_door import CafeVisit, look_at_cafes, visit_cafes
from services.page_link import VISIT_LASTS, Gone
from services.world import World
from web.cafe_page import COOKIE, PATH
from web.forms import read_form, session_token
from web.notices import NOBODY, Notices
from web.render import Renderer


class CafeLinkPage:
    """Shows what a link would open, and spends it when asked."""

    def __init__(self, world: World, renderer: Renderer, notices: Notices, base: str) -> None:
        self._world = world
        self._renderer = renderer
        self._notices = notices
        self._base = base
        self._secure = world.public_url.startswith("https:")

    async def look(self, request: Request) -> Response:
        """Show the button, and spend nothing: previews and scanners come here, too."""
        token = request.path_params["token"]
        found = await self._world.store.read(look_at_cafes, self._world.clock.now(), token)
        if isinstance(found, Gone):
            return self._notices.gone(found)
        return self._renderer.page(
            "cafe_link.html",
            found,
            CafeKey=CafeKey,
            action=f"{self._base}/c/{token}",
            nonce=self._world.new_token(),
            minutes=int(VISIT_LASTS.total_seconds() // 60),
        )

    async def spend(self, request: Request) -> Response:
        """Spend the link, and lead to the evening it was asked for."""
        token = request.path_params["token"]
        fields = await read_form(request)
        cookie = session_token(token, fields.get("nonce", ""))
        if cookie is None:
            return self._notices.status(400)
        world = self._world
        found = await world.store.write(
            visit_cafes, world.clock.now(), world.house, token=token, session_token=cookie
        )
        if isinstance(found, Gone):
            return self._notices.gone(found)
        if isinstance(found, Denied):
            return self._notices.denied(NOBODY)
        return self._enter(cookie, found)

    def _enter(self, cookie: str, visit: CafeVisit) -> Response:
        home = self._base + PATH
        where = f"/aften/{ids.encode(visit.cafe_id)}" if visit.cafe_id is not None else ""
        response = RedirectResponse(home + where, 303)
        response.set_cookie(
            COOKIE,
            cookie,
            max_age=int((visit.ends_at - self._world.clock.now()).total_seconds()),
            path=home,
            secure=self._secure,
            httponly=True,
            samesite="strict",
        )
        return response
