"""The page of somebody nobody has enrolled: what happened, and a way to write to them."""

from __future__ import annotations

from datetime import datetime

from fastapi.responses import RedirectResponse
from starlette.requests import Request
from starlette.responses import Response

from content.areas.things import ThingKey
from content.keys import Key
from content.phrases import when
from services.access import Denied
from services.answer_word import Refused
from services.sender import SenderPage, Sent, TooLate, answer_sender, read_sender
from services.spend_link import Gone
from services.staff_page_link import StaffPage, leave_staff_page
from services.world import World
from web.forms import Form, read_form, read_signed, sign
from web.notices import Notices
from web.refused import say_refused
from web.render import Renderer
from web.staff_link_page import COOKIE, OpenedStaffPage, opened_desk

PATH = "/afsender"


class Sender:
    """Shows the page and takes its forms. Permission is asked by every verb."""

    def __init__(self, world: World, renderer: Renderer, notices: Notices, base: str) -> None:
        self._world = world
        self._renderer = renderer
        self._notices = notices
        self._home = base + PATH

    async def show(self, request: Request) -> Response:
        """Show what is known, which is not who it is."""
        opened = await opened_desk(self._world, request, StaffPage.SENDER)
        if isinstance(opened, Gone):
            return self._notices.gone(opened)
        done = read_signed(opened.token, Form.DONE, request.query_params.get("gjort"))
        return await self._page(opened, sent=done is not None)

    async def answer(self, request: Request) -> Response:
        """Send what was written, once; or show it again with what to change."""
        fields = await read_form(request)
        text = fields.get("text", "")
        request.state.kept = text
        opened = await opened_desk(self._world, request, StaffPage.SENDER)
        if isinstance(opened, Gone):
            return self._notices.gone(opened, kept=text)
        visit, world = opened.visit, self._world
        signed = read_signed(opened.token, Form.ANSWER, fields.get("form"))
        if signed is None:
            return self._notices.other_form(visit.language, kept=text)
        result = await world.store.write(
            answer_sender,
            visit.actor,
            world.clock.now(),
            world.house,
            visit=visit,
            form_id=str(signed["id"]),
            text=text,
        )
        match result:
            case Denied():
                return self._notices.denied(visit.language, kept=text)
            case Refused():
                return await self._page(opened, text=text, refused=result)
            case TooLate():
                return await self._page(opened, text=text, status=409)
            case Sent():
                value = sign(opened.token, Form.DONE, {})
                return RedirectResponse(f"{self._home}?gjort={value}", 303)

    async def close(self, request: Request) -> Response:
        """End the visit at once."""
        fields = await read_form(request)
        opened = await opened_desk(self._world, request, StaffPage.SENDER)
        if isinstance(opened, Gone):
            return self._notices.gone(opened)
        visit = opened.visit
        if read_signed(opened.token, Form.LEAVE, fields.get("form")) is None:
            return self._notices.other_form(visit.language)
        await self._world.store.write(leave_staff_page, self._world.clock.now(), visit)
        response = self._notices.left(visit.language)
        response.delete_cookie(COOKIE, path=self._home)
        return response

    async def _page(
        self,
        opened: OpenedStaffPage,
        *,
        text: str = "",
        refused: Refused | None = None,
        sent: bool = False,
        status: int = 200,
    ) -> Response:
        visit, world = opened.visit, self._world
        now, token = world.clock.now(), opened.token
        page = await world.store.write(read_sender, visit.actor, now, world.house, visit=visit)
        if isinstance(page, Denied):
            return self._notices.denied(visit.language, kept=text)
        return self._renderer.page(
            "sender.html",
            visit.language,
            status=400 if refused else status,
            page=page,
            what=self._at(opened, ThingKey.P_SENDER_WHAT, page.case.opened_at),
            until=self._at(opened, ThingKey.P_SENDER_UNTIL, page.until),
            written=[one.text for one in reversed(page.written)],
            text=text,
            sent=sent,
            error=say_refused(self._renderer.say(visit.language), refused) if refused else None,
            title=self._title(opened, page),
            answer_form=sign(token, Form.ANSWER, {"id": world.new_token()}),
            leave_form=sign(token, Form.LEAVE, {}),
        )

    def _at(self, opened: OpenedStaffPage, key: ThingKey, instant: datetime) -> str:
        now, zone = self._world.clock.now(), self._world.house.site.zone
        language = opened.visit.language
        said = when(instant, now, zone, language)
        return str(self._renderer.say(language)(key, hvornaar=said))

    def _title(self, opened: OpenedStaffPage, page: SenderPage) -> str:
        say = self._renderer.say(opened.visit.language)
        return str(say(Key.P_LINK_TITLE_CASE, nummer=page.case.number))
