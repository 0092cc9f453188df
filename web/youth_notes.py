"""What a worker notes on the page of a youth: a note, a talk, a duty, a no-show, a worry."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from services.access import Denied
from services.answer_word import Refused
from services.concern import PARTNER
from services.duties_on_page import do_duty
from services.log_no_show import no_show_on_page
from services.note_on_page import Noted, keep_note, log_on_page, worry_on_page
from web.before_call import TALK_WRONG, talk_of
from web.done import noted_value
from web.forms import Form
from web.youth_forms import Posted
from web.youth_page import YouthPage


class YouthNotes:
    """Takes what happened, or what worries somebody."""

    def __init__(self, page: YouthPage) -> None:
        self._page = page

    async def note(self, request: Request) -> Response:
        """Keep a note; or show it again with what to change."""
        posted = await self._page.posted(request, Form.NOTE)
        if isinstance(posted, Response):
            return posted
        result = await self._page.write(keep_note, posted.opened, text=posted.text)
        if isinstance(result, Refused):
            return await self._page.page(posted.opened, note=result, text=posted.text)
        return self._noted(posted, result, "note")

    async def talk(self, request: Request) -> Response:
        """Note a talk: how, how it is going, and when next."""
        posted = await self._page.posted(request, Form.TALK)
        if isinstance(posted, Response):
            return posted
        told = talk_of(posted.fields)
        result = await self._page.write(log_on_page, posted.opened, **told) if told else None
        if result is None:
            return await self._page.again(posted, TALK_WRONG, "too little")
        return self._noted(posted, result, "talk")

    async def duty(self, request: Request) -> Response:
        """Note what came of one duty."""
        posted = await self._page.posted(request, Form.DUTY)
        if isinstance(posted, Response):
            return posted
        act, answer = (posted.fields.get(one, "") for one in ("blev", "svar"))
        task_id = int(posted.signed["task"])
        result = await self._page.write(
            do_duty, posted.opened, task_id=task_id, act=act, answer=answer
        )
        if isinstance(result, Denied):
            return self._page.denied(posted)
        return self._noted(posted, Noted(), result.value)

    async def no_show(self, request: Request) -> Response:
        """Note that the youth did not come to a meeting."""
        posted = await self._page.posted(request, Form.NO_SHOW)
        if isinstance(posted, Response):
            return posted
        result = await self._page.write(no_show_on_page, posted.opened)
        return self._noted(posted, result, "no_show")

    async def worry(self, request: Request) -> Response:
        """Open a case about the visitor's worry, or about one that a partner told them of."""
        posted = await self._page.posted(request, Form.WORRY)
        if isinstance(posted, Response):
            return posted
        form_id = str(posted.signed["id"])
        partner = posted.fields.get("source") == PARTNER
        result = await self._page.write(
            worry_on_page, posted.opened, form_id=form_id, partner=partner
        )
        return self._noted(posted, result, "worry")

    def _noted(self, posted: Posted, result: Noted | Denied, what: str) -> Response:
        if isinstance(result, Denied):
            return self._page.denied(posted)
        facts = {"nummer": result.case_number} if result.case_number is not None else {}
        return self._page.done(posted.opened, noted_value(what, **facts))
