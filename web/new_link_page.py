"""What comes of *nyt link* on the page of a youth: shown once, to hand over, in no address."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from content.phrases import when
from services.access import Denied
from services.link_on_page import link_code, new_link
from services.spend_link import Gone
from services.world import World
from web.forms import Form, read_form, read_signed
from web.notices import Notices
from web.qr import qr_svg
from web.render import Renderer
from web.visits import opened as opened_by


class NewLinkPage:
    """Makes a link and shows it to whoever may write to the youth."""

    def __init__(self, world: World, renderer: Renderer, notices: Notices) -> None:
        self._world = world
        self._renderer = renderer
        self._notices = notices

    async def make(self, request: Request) -> Response:
        """Make the link of this form and show it; the form sent again shows the same."""
        typed = await read_form(request)
        opened = await opened_by(self._world, request)
        if isinstance(opened, Gone):
            return self._notices.gone(opened)
        language = opened.visit.language
        signed = read_signed(opened.token, Form.NEW_LINK, typed.get("form"))
        if signed is None:
            return self._notices.other_form(language)
        world, now = self._world, self._world.clock.now()
        code = link_code(opened.token, str(signed["id"]))
        made = await world.store.write(
            new_link, opened.visit.actor, now, world.house, visit=opened.visit, code=code
        )
        if isinstance(made, Denied):
            return self._notices.denied(language)
        return self._renderer.page(
            "new_link_done.html",
            language,
            youth=made.youth,
            by=made.by,
            link=made.link,
            qr=qr_svg(made.link),
            until=when(made.expires_at, now, world.house.site.zone, language),
            youth_says=self._renderer.say(made.youth.language),
        )
