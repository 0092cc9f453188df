"""What was agreed with a youth, kept from a form of their page as it was written."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from services.access import Denied
from web.done import noted_value
from web.forms import Form
from web.youth_forms import KEEPS, VALUES
from web.youth_page import YouthPage


class YouthKept:
    """Takes the forms that keep something: all of a form, or nothing and why."""

    def __init__(self, page: YouthPage) -> None:
        self._page = page

    def keep(self, form: Form) -> Callable[[Request], Awaitable[Response]]:
        """Return what keeps what one form holds; or shows it again with what to change."""
        keeps = KEEPS[form]

        async def take(request: Request) -> Response:
            posted = await self._page.posted(request, form)
            if isinstance(posted, Response):
                return posted
            found = await self._page.write(keeps.verb, posted.opened, **VALUES[form](posted))
            if isinstance(found, Denied):
                return self._page.denied(posted)
            if found is not None:
                return await self._page.again(posted, keeps.wrong, found.value)
            if keeps.done is not None:
                return self._page.done(posted.opened, noted_value(keeps.done))
            return self._page.back()

        return take
