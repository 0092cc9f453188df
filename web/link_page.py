"""The page before the page: a link is only spent by a person who presses the button."""

from __future__ import annotations

from datetime import datetime

from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.requests import Request
from starlette.responses import Response

from domain.people import Language
from services.access import Denied
from services.page_link import look, spend
from services.spend_link import VISIT_LASTS, Gone
from services.world import World
from web.forms import read_form, session_token
from web.notices import NOBODY, Notices
from web.page_title import title_of
from web.render import Renderer
from web.visits import COOKIE
from web.youth_page import PATH


class LinkPage:
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
        found = await self._world.store.read(look, self._world.clock.now(), token)
        if isinstance(found, Gone):
            return self._notices.gone(found)
        return page_of_link(
            self._renderer,
            found.language,
            title=title_of(self._renderer.say(found.language), found.case_number),
            action=f"{self._base}/p/{token}",
            nonce=self._world.new_token(),
        )

    async def spend(self, request: Request) -> Response:
        """Spend the link, and lead to the page with a cookie for this one youth."""
        token = request.path_params["token"]
        fields = await read_form(request)
        cookie = session_token(token, fields.get("nonce", ""))
        if cookie is None:
            return self._notices.status(400)
        now, house = self._world.clock.now(), self._world.house
        found = await self._world.store.write(spend, now, house, token=token, session_token=cookie)
        if isinstance(found, Gone):
            return self._notices.gone(found)
        if isinstance(found, Denied):
            return self._notices.denied(await self._language(token))
        return self._enter(cookie, found.ends_at, now)

    async def _language(self, token: str) -> Language:
        found = await self._world.store.read(look, self._world.clock.now(), token)
        return found.language or NOBODY

    def _enter(self, cookie: str, ends_at: datetime, now: datetime) -> Response:
        home = self._base + PATH
        response = RedirectResponse(home, 303)
        response.set_cookie(
            COOKIE,
            cookie,
            max_age=int((ends_at - now).total_seconds()),
            path=home,
            secure=self._secure,
            httponly=True,
            samesite="strict",
        )
        return response


def page_of_link(
    renderer: Renderer, language: Language, *, title: str, action: str, nonce: str
) -> HTMLResponse:
    """Return the page with *Vis*, which spends nothing: `action` is where it is pressed."""
    minutes = int(VISIT_LASTS.total_seconds() // 60)
    return renderer.page(
        "link.html", language, title=title, action=action, nonce=nonce, minutes=minutes
    )
