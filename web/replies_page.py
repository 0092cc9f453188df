"""The page of what nobody has read: everything at once, and one button for it all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from fastapi.responses import RedirectResponse
from starlette.requests import Request
from starlette.responses import Response

from content.areas.receipts import ReceiptKey
from services.access import Denied
from services.read_replies import Set, Unread, read_replies, set_replies
from services.spend_link import Gone
from services.staff_page_link import StaffPage
from services.world import World
from web.forms import Form, read_form, read_signed, sign
from web.notices import Notices
from web.render import Renderer, Say
from web.staff_link_page import OpenedStaffPage, opened_desk
from web.youth_view import Words

PATH = "/nye-svar"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class RepliesPage:
    """Shows what waits for one worker, and marks it as read as far as it was shown."""

    def __init__(self, world: World, renderer: Renderer, notices: Notices, base: str) -> None:
        self._world = world
        self._renderer = renderer
        self._notices = notices
        self._home = base + PATH

    async def show(self, request: Request) -> Response:
        """Show the list; what was just done stands on top when the address says so."""
        opened = await opened_desk(self._world, request, StaffPage.REPLIES)
        if isinstance(opened, Gone):
            return self._notices.gone(opened)
        done = read_signed(opened.token, Form.DONE, request.query_params.get("gjort"))
        visit, now, house = opened.visit, self._world.clock.now(), self._world.house
        found = await self._world.store.write(read_replies, visit.actor, now, house, visit=visit)
        if isinstance(found, Denied):
            return self._notices.denied(visit.language)
        return self._page(opened, found, now, done)

    async def set(self, request: Request) -> Response:
        """Mark the list as read, as far as it was shown."""
        fields = await read_form(request)
        opened = await opened_desk(self._world, request, StaffPage.REPLIES)
        if isinstance(opened, Gone):
            return self._notices.gone(opened)
        visit = opened.visit
        signed = read_signed(opened.token, Form.READ, fields.get("form"))
        if signed is None:
            return self._notices.other_form(visit.language)
        result = await self._world.store.write(
            set_replies,
            visit.actor,
            self._world.clock.now(),
            self._world.house,
            visit=visit,
            shown={int(youth): int(up_to) for youth, up_to in signed["to"].items()},
            seen_at=_EPOCH + timedelta(milliseconds=int(signed["at"])),
        )
        if isinstance(result, Denied):
            return self._notices.denied(visit.language)
        done = sign(opened.token, Form.DONE, {"count": result.count, "newer": result.newer})
        return RedirectResponse(f"{self._home}?gjort={done}", 303)

    def _page(
        self, opened: OpenedStaffPage, found: Unread, now: datetime, done: Mapping[str, Any] | None
    ) -> Response:
        visit, house = opened.visit, self._world.house
        say = self._renderer.say(visit.language)
        words = [Words(say, visit.language, house.site.zone, now, page) for page in found.pages]
        signed = {"to": found.shown, "at": int(now.timestamp() * 1000)}
        return self._renderer.page(
            "replies.html",
            visit.language,
            people=[(one.view(visit.ends_at), one.page.youth.id in found.grave) for one in words],
            done=_said(say, Set(done["count"], done["newer"])) if done else (),
            form=sign(opened.token, Form.READ, signed),
        )


def _said(say: Say, done: Set) -> list[str]:
    """Return what was done, in words."""
    if done.count == 1:
        lines = [say(ReceiptKey.P_SET_ONE)]
    else:
        lines = [say(ReceiptKey.P_SET_SEVERAL, antal=done.count)]
    return [*lines, say(ReceiptKey.P_NEWER)] if done.newer else lines
