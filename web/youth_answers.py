"""What a worker sends from the page of a youth, and that they have read what was shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response

from services.access import Denied
from services.answer_word import Answered, OutOfReach, Refused, answer_word
from services.mark_read import mark_read
from web.done import done_value
from web.forms import Form
from web.youth_page import YouthPage

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class YouthAnswers:
    """Takes an answer to the youth, and *læst*."""

    def __init__(self, page: YouthPage) -> None:
        self._page = page

    async def answer(self, request: Request) -> Response:
        """Send what was written, once; or show it again with what to change."""
        posted = await self._page.posted(request, Form.ANSWER)
        if isinstance(posted, Response):
            return posted
        opened, text = posted.opened, posted.text
        result: Denied | Refused | OutOfReach | Answered = await self._page.write(
            answer_word,
            opened,
            form_id=str(posted.signed["id"]),
            text=text,
            up_to=int(posted.signed["to"]),
            seen_at=_instant(posted.signed["at"]),
        )
        match result:
            case Denied():
                return self._page.denied(posted)
            case Refused():
                return await self._page.page(opened, text=text, refused=result)
            case OutOfReach():
                return await self._page.page(opened, text=text, status=409)
            case Answered():
                return self._page.done(opened, done_value(sent=True, read=result.read))

    async def read(self, request: Request) -> Response:
        """Mark what was shown as read."""
        posted = await self._page.posted(request, Form.READ)
        if isinstance(posted, Response):
            return posted
        signed = posted.signed
        result = await self._page.write(
            mark_read, posted.opened, up_to=int(signed["to"]), seen_at=_instant(signed["at"])
        )
        if isinstance(result, Denied):
            return self._page.denied(posted)
        return self._page.done(posted.opened, done_value(sent=False, read=result))


def _instant(milliseconds: object) -> datetime:
    """Return when the page was shown whose form this is (UTC)."""
    return _EPOCH + timedelta(milliseconds=int(str(milliseconds)))
