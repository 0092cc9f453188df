"""The page of one youth: behind a one-time link, for one member of staff, for half an hour."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from fastapi.responses import RedirectResponse
from starlette.requests import Request
from starlette.responses import Response

from content.keys import Key
from services.access import Denied
from services.answer_word import LONGEST, Answered, OutOfReach, Refused, Wrong, answer_word
from services.before_call import before_call
from services.concern import PARTNER
from services.duties_on_page import do_duty, read_duties
from services.keep_times import read_times
from services.link_on_page import may_have_link
from services.log_no_show import no_show_on_page
from services.mark_read import Read, mark_read
from services.note_on_page import Noted, keep_note, log_on_page, worry_on_page
from services.own_greeting import next_greeting
from services.page_link import Visit, leave
from services.read_agreement import read_agreement
from services.read_page import read_page
from services.spend_link import Gone
from services.world import World
from web.agreement_view import (
    agreement_form,
    agreement_view,
    guardian_form,
)
from web.before_call import TALK_WRONG, BeforeView, desk_forms, talk_of
from web.done import done_value, lines_of, noted_value
from web.duty_view import duties_view
from web.forms import Form, read_form, read_signed, sign
from web.greeting_view import greeting_form
from web.notices import Notices
from web.render import Renderer
from web.times_view import times_form
from web.visits import COOKIE, Opened
from web.visits import opened as opened_by
from web.youth_forms import KEEPS, VALUES, Posted
from web.youth_view import Words

PATH = "/ung"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WRONG = {
    Wrong.EMPTY: Key.P_EMPTY,
    Wrong.TOO_LONG: Key.P_TOO_LONG,
    Wrong.CPR: Key.P_CPR,
}


class YouthPage:
    """Shows the page and takes its forms. Permission is asked by every verb, from the database."""

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
        return await self._page(opened, done=done)

    async def answer(self, request: Request) -> Response:
        """Send what was written, once; or show it again with what to change."""
        posted = await self._posted(request, Form.ANSWER)
        if isinstance(posted, Response):
            return posted
        opened = posted.opened
        result = await self._world.store.write(
            answer_word,
            opened.visit.actor,
            self._world.clock.now(),
            self._world.house,
            visit=opened.visit,
            form_id=str(posted.signed["id"]),
            text=posted.text,
            up_to=int(posted.signed["to"]),
            seen_at=_instant(posted.signed["at"]),
        )
        match result:
            case Denied():
                return self._notices.denied(opened.visit.language, kept=posted.text)
            case Refused():
                return await self._page(opened, text=posted.text, refused=result)
            case OutOfReach():
                return await self._page(opened, text=posted.text, status=409)
            case Answered():
                return self._done(opened, sent=True, read=result.read)

    async def read(self, request: Request) -> Response:
        """Mark what was shown as read."""
        posted = await self._posted(request, Form.READ)
        if isinstance(posted, Response):
            return posted
        opened = posted.opened
        result = await self._world.store.write(
            mark_read,
            opened.visit.actor,
            self._world.clock.now(),
            self._world.house,
            visit=opened.visit,
            up_to=int(posted.signed["to"]),
            seen_at=_instant(posted.signed["at"]),
        )
        if isinstance(result, Denied):
            return self._notices.denied(opened.visit.language)
        return self._done(opened, sent=False, read=result)

    def keep(self, form: Form) -> Callable[[Request], Awaitable[Response]]:
        """Return what keeps what one form holds; or shows it again with what to change."""
        verb, wrong = KEEPS[form]

        async def take(request: Request) -> Response:
            return await self._keep(request, form, verb, wrong)

        return take

    async def _keep(
        self, request: Request, form: Form, verb: Callable[..., Any], wrong: str
    ) -> Response:
        posted = await self._posted(request, form)
        if isinstance(posted, Response):
            return posted
        opened = posted.opened
        found = await self._write(verb, opened, **VALUES[form](posted))
        if isinstance(found, Denied):
            return self._notices.denied(opened.visit.language, kept=posted.text)
        if found is not None:
            again = {**posted.fields, wrong: found.value}
            return await self._page(replace(opened, again=again), status=400)
        return RedirectResponse(self._home, 303)

    async def close(self, request: Request) -> Response:
        """End the visit at once."""
        posted = await self._posted(request, Form.LEAVE)
        if isinstance(posted, Response):
            return posted
        visit = posted.opened.visit
        await self._world.store.write(leave, self._world.clock.now(), visit)
        response = self._notices.left(visit.language)
        response.delete_cookie(COOKIE, path=self._home)
        return response

    async def _posted(self, request: Request, form: Form) -> Posted | Response:
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

    async def _page(
        self,
        opened: Opened,
        *,
        text: str = "",
        refused: Refused | None = None,
        done: Mapping[str, Any] | None = None,
        note: Refused | None = None,
        status: int = 200,
    ) -> Response:
        visit, now, house = opened.visit, self._world.clock.now(), self._world.house
        page = await self._world.store.write(read_page, visit.actor, now, house, visit=visit)
        if isinstance(page, Denied):
            return self._notices.denied(visit.language, kept=text)
        say = self._renderer.say(visit.language)
        words = Words(say, visit.language, house.site.zone, now, page)
        agreed = await self._world.store.read(read_agreement, page.youth, page.open_cases)
        found = await self._world.store.read(before_call, now, visit)
        duties = await self._world.store.read(read_duties, now, house, page.youth, visit.language)
        own = await self._world.store.read(next_greeting, now, house, visit, page.youth)
        times = await self._world.store.write(read_times, now, house, page.youth)
        token, up_to = opened.token, {"to": page.up_to, "at": int(now.timestamp() * 1000)}
        return self._renderer.page(
            "youth.html",
            visit.language,
            status=400 if refused or note else status,
            view=words.view(visit.ends_at),
            reader=page.reader.first_name,
            text="" if note else text,  # a note is never offered as an answer
            note_text=text,
            error=self._error(visit, refused) if refused else None,
            done=lines_of(done, say, page.youth.first_name) if done else (),
            answer_form=sign(token, Form.ANSWER, {"id": self._world.new_token(), **up_to}),
            read_form=sign(token, Form.READ, up_to),
            leave_form=sign(token, Form.LEAVE, {}),
            **times_form(token, say, visit.language, opened.again, times),
            **guardian_form(token, say, opened.again),
            **agreement_form(token, say, opened.again),
            **greeting_form(token, say, opened.again, own),
            link_form=self._link_form(token) if may_have_link(page.youth) else None,
            agreement=agreement_view(agreed, words),
            duties=duties_view(token, words, duties),
            before=BeforeView(words, found) if found else None,
            desk=desk_forms(token, self._world.new_token(), words, opened.again),
            note_error=self._error(visit, note) if note else None,
        )

    def _link_form(self, token: str) -> str:
        return sign(token, Form.NEW_LINK, {"id": self._world.new_token()})

    async def note(self, request: Request) -> Response:
        """Keep a note; or show it again with what to change."""
        posted = await self._posted(request, Form.NOTE)
        if isinstance(posted, Response):
            return posted
        opened, text = posted.opened, posted.text
        result = await self._write(keep_note, opened, text=text)
        if isinstance(result, Refused):
            return await self._page(opened, note=result, text=text)
        return self._noted(opened, result, "note", kept=text)

    async def talk(self, request: Request) -> Response:
        """Note a talk: how, how it is going, and when next."""
        posted = await self._posted(request, Form.TALK)
        if isinstance(posted, Response):
            return posted
        told = talk_of(posted.fields)
        result = await self._write(log_on_page, posted.opened, **told) if told else None
        if result is None:
            again = {**posted.fields, TALK_WRONG: "too little"}
            return await self._page(replace(posted.opened, again=again), status=400)
        return self._noted(posted.opened, result, "talk")

    async def duty(self, request: Request) -> Response:
        """Note what came of one duty."""
        posted = await self._posted(request, Form.DUTY)
        if isinstance(posted, Response):
            return posted
        act, answer = (posted.fields.get(one, "") for one in ("blev", "svar"))
        task_id = int(posted.signed["task"])
        result = await self._write(do_duty, posted.opened, task_id=task_id, act=act, answer=answer)
        if isinstance(result, Denied):
            return self._notices.denied(posted.opened.visit.language)
        return self._noted(posted.opened, Noted(), result.value)

    async def no_show(self, request: Request) -> Response:
        """Note that the youth did not come to a meeting."""
        posted = await self._posted(request, Form.NO_SHOW)
        if isinstance(posted, Response):
            return posted
        result = await self._write(no_show_on_page, posted.opened)
        return self._noted(posted.opened, result, "no_show")

    async def worry(self, request: Request) -> Response:
        """Open a case about the visitor's worry, or about one that a partner told them of."""
        posted = await self._posted(request, Form.WORRY)
        if isinstance(posted, Response):
            return posted
        form_id = str(posted.signed["id"])
        partner = posted.fields.get("source") == PARTNER
        result = await self._write(worry_on_page, posted.opened, form_id=form_id, partner=partner)
        return self._noted(posted.opened, result, "worry")

    async def _write(self, verb: Callable[..., Any], opened: Opened, **values: Any) -> Any:
        now, house, visit = self._world.clock.now(), self._world.house, opened.visit
        return await self._world.store.write(verb, visit.actor, now, house, visit=visit, **values)

    def _noted(
        self, opened: Opened, result: Noted | Denied, what: str, *, kept: str = ""
    ) -> Response:
        if isinstance(result, Denied):
            return self._notices.denied(opened.visit.language, kept=kept)
        facts = {"nummer": result.case_number} if result.case_number is not None else {}
        value = sign(opened.token, Form.DONE, noted_value(what, **facts))
        return RedirectResponse(f"{self._home}?gjort={value}", 303)

    def _error(self, visit: Visit, refused: Refused) -> str:
        key = _WRONG[refused.wrong]
        values = {"laengde": refused.length, "laengst": LONGEST}
        say = self._renderer.say(visit.language)
        return say(key, **{name: values[name] for name in key.placeholders})

    def _done(self, opened: Opened, *, sent: bool, read: Read | None) -> Response:
        value = sign(opened.token, Form.DONE, done_value(sent=sent, read=read))
        return RedirectResponse(f"{self._home}?gjort={value}", 303)


def _instant(milliseconds: object) -> datetime:
    """Return when the page was shown whose form this is (UTC)."""
    return _EPOCH + timedelta(milliseconds=int(str(milliseconds)))
