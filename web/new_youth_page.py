"""The form of /ny: behind a one-time link, for one mentor or coordinator, for half an hour."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from content.areas.enrolment import EnrolmentKey
from content.phrases import when
from domain.new_youth import Known, read_new_youth
from domain.people import Youth
from domain.wall import to_wall
from services.access import Denied
from services.new_youth import Choices, TakenIn, UsedUp, drafts_of, read_choices, take_in
from services.spend_link import Gone
from services.staff_page_link import StaffPage
from services.world import World
from web.forms import MANY_FIELDS, Form, read_form, read_signed, sign
from web.new_youth_view import NewYouthView, kept_text
from web.notices import Notices
from web.qr import qr_svg
from web.render import Renderer
from web.staff_link_page import OpenedStaffPage, opened_desk

PATH = "/ny"


class NewYouthPage:
    """Shows the form, and what came of it. Permission is asked at every request."""

    def __init__(self, world: World, renderer: Renderer, notices: Notices, base: str) -> None:
        self._world = world
        self._renderer = renderer
        self._notices = notices
        self._home = base + PATH

    async def show(self, request: Request) -> Response:
        """Show the form, empty; or whom this visit has taken in already."""
        opened = await opened_desk(self._world, request, StaffPage.NEW_YOUTH)
        if isinstance(opened, Gone):
            return self._notices.gone(opened)
        return await self._form(opened, {}, {})

    async def save(self, request: Request) -> Response:
        """Take in the youth; or show the form again with what to change, nothing typed lost."""
        typed = await read_form(request, most=MANY_FIELDS)
        request.state.kept = kept_text(typed)  # shown again if anything fails from here on
        opened = await opened_desk(self._world, request, StaffPage.NEW_YOUTH)
        if isinstance(opened, Gone):
            return self._notices.gone(opened, kept=kept_text(typed))
        if read_signed(opened.token, Form.NEW_YOUTH, typed.get("form")) is None:
            return self._notices.other_form(
                opened.visit.language, kept=kept_text(typed), purpose=StaffPage.NEW_YOUTH
            )
        choices = await self._choices(opened)
        if isinstance(choices, Denied):
            return self._notices.denied(opened.visit.language, kept=kept_text(typed))
        read = read_new_youth(typed, self._known(choices))
        if isinstance(read, Mapping):
            return await self._form(opened, typed, read, status=400)
        made = await take_in(self._world, opened.visit, read, secret=opened.token)
        if isinstance(made, Denied):
            return self._notices.denied(opened.visit.language, kept=kept_text(typed))
        if isinstance(made, UsedUp):
            return self._notices.other_form(
                opened.visit.language, kept=kept_text(typed), purpose=StaffPage.NEW_YOUTH
            )
        return self._done(opened, made)

    async def _choices(self, opened: OpenedStaffPage) -> Choices | Denied:
        now, house = self._world.clock.now(), self._world.house
        return await self._world.store.write(read_choices, now, house, opened.visit)

    def _known(self, choices: Choices) -> Known:
        now, zone = self._world.clock.now(), self._world.house.site.zone
        return Known(
            programmes={
                programme.key: [draft.slot for draft in drafts_of(programme)]
                for programme in choices.programmes
            },
            staff_ids=[person.id for person in choices.staff],
            today=to_wall(now, zone).date(),
            numbers=choices.numbers,
            zone=zone,
        )

    async def _form(
        self,
        opened: OpenedStaffPage,
        typed: Mapping[str, str],
        faults: Mapping[str, object],
        *,
        status: int = 200,
    ) -> Response:
        choices = await self._choices(opened)
        if isinstance(choices, Denied):
            return self._notices.denied(opened.visit.language, kept=kept_text(typed))
        language = opened.visit.language
        say = self._renderer.say(language)
        if choices.made is not None and not faults:
            return self._made_before(opened, choices.made)
        view = NewYouthView(say, language, choices, self._known(choices), typed, faults)
        return self._renderer.page(
            "new_youth.html",
            language,
            status=status,
            view=view,
            action=self._home,
            form=sign(opened.token, Form.NEW_YOUTH, {}),
        )

    def _made_before(self, opened: OpenedStaffPage, youth: Youth) -> Response:
        language = opened.visit.language
        say = self._renderer.say(language)
        return self._renderer.page(
            "notice.html",
            language,
            title=say(EnrolmentKey.P_NEW_DONE, navn=youth.first_name),
            lines=[say(EnrolmentKey.P_NEW_ONE_MORE)],
            kept="",
            kept_lead="",
            back=False,
        )

    def _done(self, opened: OpenedStaffPage, made: TakenIn) -> Response:
        language = opened.visit.language
        now, zone = self._world.clock.now(), self._world.house.site.zone
        return self._renderer.page(
            "new_youth_done.html",
            language,
            youth=made.youth,
            mentor=made.mentor.first_name,
            link=made.link,
            qr=qr_svg(made.link) if made.link else None,
            until=when(made.expires_at, now, zone, language),
            youth_says=self._renderer.say(made.youth.language),
        )
