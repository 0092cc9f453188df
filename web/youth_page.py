"""The page of one youth: behind a one-time link, for one member of staff, for half an hour.

Here it is shown. What a worker does there has a room for each kind of thing: `youth_answers`
(words that go to the youth, and *læst*), `youth_notes` (talks, notes, duties, worries) and
`youth_kept` (what was agreed, kept as it is written).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from fastapi.responses import RedirectResponse
from starlette.requests import Request
from starlette.responses import Response

from services.access import Denied
from services.answer_word import Refused
from services.page_link import leave
from services.spend_link import Gone
from services.world import World
from web.done import lines_of
from web.forms import Form, read_form, read_signed, sign
from web.notices import Notices
from web.refused import say_refused
from web.render import Renderer
from web.visits import COOKIE, Opened
from web.visits import opened as opened_by
from web.youth_forms import Posted
from web.youth_look import look, shown

PATH = "/ung"


class YouthPage:
    """Shows the page. Permission is asked by every verb, from the database."""

    def __init__(self, world: World, renderer: Renderer, notices: Notices, base: str) -> None:
        self._world = world
        self._renderer = renderer
        self._notices = notices
        self._home = base + PATH

    async def show(self, request: Request) -> Response:
        """Show the page; what was just done stands on top when the address says so."""
        opened = await opened_by(self._world, request)
        if isinstance(opened, Gone):
            return self._notices.gone(opened)
        done = read_signed(opened.token, Form.DONE, request.query_params.get("gjort"))
        return await self.page(opened, done=done)

    async def close(self, request: Request) -> Response:
        """End the visit at once."""
        posted = await self.posted(request, Form.LEAVE)
        if isinstance(posted, Response):
            return posted
        visit = posted.opened.visit
        await self._world.store.write(leave, self._world.clock.now(), visit)
        response = self._notices.left(visit.language)
        response.delete_cookie(COOKIE, path=self._home)
        return response

    async def posted(self, request: Request, form: Form) -> Posted | Response:
        """Return a form of this very visit, or the page that says why it is none."""
        fields = await read_form(request)
        text = fields.get("text", "")
        request.state.kept = text  # shown again if anything fails from here on
        opened = await opened_by(self._world, request)
        if isinstance(opened, Gone):
            return self._notices.gone(opened, kept=text)
        signed = read_signed(opened.token, form, fields.get("form"))
        if signed is None:
            return self._notices.other_form(opened.visit.language, kept=text)
        return Posted(opened, signed, text, fields)

    async def write(self, verb: Callable[..., Any], opened: Opened, **values: Any) -> Any:
        """Return what a verb made of a form; the visitor acts, now."""
        now, house, visit = self._world.clock.now(), self._world.house, opened.visit
        return await self._world.store.write(verb, visit.actor, now, house, visit=visit, **values)

    async def page(
        self,
        opened: Opened,
        *,
        text: str = "",
        refused: Refused | None = None,
        done: Mapping[str, Any] | None = None,
        note: Refused | None = None,
        status: int = 200,
    ) -> Response:
        """Show the page, with what was just done, or with what was typed and why it was not.

        `text` is an answer that was `refused`, or a note that was (`note`).
        """
        visit = opened.visit
        found = await look(self._world, opened)
        if isinstance(found, Denied):
            return self._notices.denied(visit.language, kept=text)
        say = self._renderer.say(visit.language)
        return self._renderer.page(
            "youth.html",
            visit.language,
            status=400 if refused or note else status,
            text="" if note else text,  # a note is never offered as an answer
            note_text=text,
            error=say_refused(say, refused) if refused else None,
            note_error=say_refused(say, note) if note else None,
            done=lines_of(done, say, found.page.youth.first_name) if done else (),
            **shown(self._world, opened, say, found),
        )

    async def again(self, posted: Posted, wrong: str, why: str) -> Response:
        """Show the page with what was typed, and, under the name `wrong`, why it was not kept."""
        typed = {**posted.fields, wrong: why}
        return await self.page(replace(posted.opened, again=typed), status=400)

    def denied(self, posted: Posted) -> Response:
        """Return the page for somebody who may not, with the text they wrote."""
        return self._notices.denied(posted.opened.visit.language, kept=posted.text)

    def done(self, opened: Opened, value: Mapping[str, Any]) -> Response:
        """Lead back to the page, which says what was done."""
        signed = sign(opened.token, Form.DONE, value)
        return RedirectResponse(f"{self._home}?gjort={signed}", 303)

    def back(self) -> Response:
        """Lead back to the page, which shows what is kept now."""
        return RedirectResponse(self._home, 303)
