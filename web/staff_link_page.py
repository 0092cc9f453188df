"""The page before a page that is not one youth's: a link is only spent by pressing the button."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi.responses import RedirectResponse
from starlette.requests import Request
from starlette.responses import Response

from content.keys import Key
from services.access import Denied
from services.spend_link import Gone, Why
from services.staff_page_link import (
    StaffPage,
    StaffVisit,
    look_at_staff_page,
    spend_staff_link,
    staff_session,
)
from services.world import World
from web.forms import read_form, session_token
from web.link_page import page_of_link
from web.notices import NOBODY, Notices
from web.render import Renderer

COOKIE = "holdfast_desk"


@dataclass(frozen=True, slots=True)
class OpenedStaffPage:
    """A request of somebody whose visit is open."""

    token: str
    visit: StaffVisit


async def opened_desk(world: World, request: Request, page: StaffPage) -> OpenedStaffPage | Gone:
    """Return the visit to this page that a request belongs to, or that there is none any more."""
    token = request.cookies.get(COOKIE)
    if not token:
        return Gone(Why.NO_VISIT, purpose=page.value)
    found = await world.store.read(staff_session, world.clock.now(), token, page)
    return found if isinstance(found, Gone) else OpenedStaffPage(token, found)


class StaffLinkPage:
    """Shows the button, and spends the link when it is pressed.

    Args:
        world: The store, the clock and the words.
        renderer: Fills templates.
        notices: Pages with one thing to say.
        base: The path under which this server is reached.
        homes: The path of each page that links lead to.
    """

    def __init__(
        self,
        world: World,
        renderer: Renderer,
        notices: Notices,
        base: str,
        homes: Mapping[StaffPage, str],
    ) -> None:
        self._world = world
        self._renderer = renderer
        self._notices = notices
        self._base = base
        self._homes = homes

    async def look(self, request: Request) -> Response:
        """Show the button, and spend nothing: previews and scanners come here, too."""
        token = request.path_params["token"]
        found = await self._world.store.read(look_at_staff_page, self._world.clock.now(), token)
        if isinstance(found, Gone):
            return self._notices.gone(found)
        return page_of_link(
            self._renderer,
            found,
            title=self._renderer.say(found)(Key.P_SHOW),
            action=f"{self._base}/d/{token}",
            nonce=self._world.new_token(),
        )

    async def spend(self, request: Request) -> Response:
        """Spend the link, and lead to its page with a cookie for that page alone."""
        token = request.path_params["token"]
        fields = await read_form(request)
        cookie = session_token(token, fields.get("nonce", ""))
        if cookie is None:
            return self._notices.status(400)
        now, house = self._world.clock.now(), self._world.house
        found = await self._world.store.write(
            spend_staff_link, now, house, token=token, session_token=cookie
        )
        if isinstance(found, Gone):
            return self._notices.gone(found)
        if isinstance(found, Denied):
            language = await self._world.store.read(look_at_staff_page, now, token)
            return self._notices.denied(NOBODY if isinstance(language, Gone) else language)
        home = self._base + self._homes[found.page]
        response = RedirectResponse(home, 303)
        response.set_cookie(
            COOKIE,
            cookie,
            max_age=int((found.ends_at - now).total_seconds()),
            path=home,
            secure=self._world.public_url.startswith("https:"),
            httponly=True,
            samesite="strict",
        )
        return response
