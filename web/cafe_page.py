"""The café page: behind a one-time link, for one coordinator, for half an hour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel import Locale
from fastapi.responses import RedirectResponse
from starlette.requests import Request
from starlette.responses import Response

from content.areas.cafe import CafeKey
from domain import ids
from domain.people import LANGUAGES, Language
from services.access import Denied
from services.cafe_series import end_series, make_series
from services.read_cafes import read_cafes, read_evening
from services.spend_link import Gone
from services.staff_page_link import StaffPage, StaffVisit, leave_staff_page
from services.world import World
from services.write_cafe import LONGEST, Refused, Saved, Words, Wrong, mark_row, set_apart
from services.write_cafe import write_words as write_words_of
from web.cafe_forms import series_in, words_in
from web.cafe_view import DAYS, PICTURED, CafeWords
from web.forms import Form, read_form, read_signed, sign
from web.notices import Notices
from web.render import Renderer
from web.staff_link_page import COOKIE, opened_desk

PATH = "/cafe"
_WRONG = {Wrong.ADDRESS: CafeKey.P_ADDRESS, Wrong.VOICE: CafeKey.P_VOICE}


@dataclass(frozen=True, slots=True)
class Inside:
    """A request of a coordinator whose visit is open, with the fields of a posted form."""

    token: str
    visit: StaffVisit
    fields: Mapping[str, str]


class CafePage:
    """Shows evenings and takes their forms. Permission is asked by every verb, from the store."""

    def __init__(self, world: World, renderer: Renderer, notices: Notices, base: str) -> None:
        self._world = world
        self._renderer = renderer
        self._notices = notices
        self._home = base + PATH

    @property
    def _now(self) -> datetime:
        return self._world.clock.now()

    async def show(self, request: Request) -> Response:
        """Show all evenings, or first the one that was asked for.

        What was just done stands on top when the address says so.
        """
        inside = await self._inside(request)
        if isinstance(inside, Response):
            return inside
        if inside.visit.about_id is not None and not request.query_params:
            return await self._one(inside, inside.visit.about_id)
        return await self._all(inside, done=self._done(inside, request))

    async def evening(self, request: Request) -> Response:
        """Show one evening."""
        inside = await self._inside(request)
        if isinstance(inside, Response):
            return inside
        done = self._done(inside, request)
        return await self._one(inside, _id(request, "cafe"), done=done)

    async def words(self, request: Request) -> Response:
        """Save theme and food; or show them again with what to change."""
        inside = await self._posted(request)
        if isinstance(inside, Response):
            return inside
        cafe_id, words = _id(request, "cafe"), words_in(inside.fields)
        result = await self._world.store.write(
            write_words_of,
            inside.visit.actor,
            self._now,
            self._world.house,
            cafe_id=cafe_id,
            words=words,
        )
        match result:
            case Denied():
                return self._notices.denied(inside.visit.language)
            case Refused():
                return await self._one(inside, cafe_id, refused=result, words=words)
            case Saved(told=told) if told:
                return self._again(inside, cafe_id, CafeKey.P_SAVED_TOLD, antal=told)
            case _:
                return self._again(inside, cafe_id, CafeKey.P_SAVED)

    async def mark(self, request: Request) -> Response:
        """Mark one who is here, or is not."""
        inside = await self._posted(request)
        if isinstance(inside, Response):
            return inside
        denied = await self._world.store.write(
            mark_row,
            inside.visit.actor,
            self._now,
            self._world.house,
            rsvp_id=_id(request, "rsvp"),
            what=inside.fields.get("what", ""),
        )
        if denied is not None:
            return self._notices.denied(inside.visit.language)
        return self._again(inside, _id(request, "cafe"), CafeKey.P_SAVED)

    async def pair(self, request: Request) -> Response:
        """Keep two apart, or let them meet again."""
        inside = await self._posted(request)
        if isinstance(inside, Response):
            return inside
        one, other = (ids.decode(inside.fields.get(name, "")) for name in ("one", "other"))
        kept = await self._world.store.write(
            set_apart,
            inside.visit.actor,
            self._now,
            one or 0,
            other or 0,
            together=inside.fields.get("what") == "together",
        )
        if isinstance(kept, Denied):
            return self._notices.denied(inside.visit.language)
        if not kept:
            return await self._all(inside, wrong=CafeKey.P_APART_SAME)
        return self._again(inside, None, CafeKey.P_SAVED)

    async def series(self, request: Request) -> Response:
        """Make a series."""
        inside = await self._posted(request)
        if isinstance(inside, Response):
            return inside
        new = series_in(inside.fields)
        made = None
        if new is not None:
            made = await self._world.store.write(
                make_series, inside.visit.actor, self._now, self._world.house, new
            )
        if isinstance(made, Denied):
            return self._notices.denied(inside.visit.language)
        if made is None:
            return await self._all(inside, wrong=CafeKey.P_WRONG_SERIES)
        return self._again(inside, None, CafeKey.P_MADE)

    async def end(self, request: Request) -> Response:
        """End a series."""
        inside = await self._posted(request)
        if isinstance(inside, Response):
            return inside
        ended = await self._world.store.write(
            end_series,
            inside.visit.actor,
            self._now,
            self._world.house,
            series_id=_id(request, "series"),
        )
        if isinstance(ended, Denied):
            return self._notices.denied(inside.visit.language)
        return self._again(inside, None, CafeKey.P_ENDED)

    async def close(self, request: Request) -> Response:
        """End the visit at once."""
        inside = await self._posted(request)
        if isinstance(inside, Response):
            return inside
        await self._world.store.write(leave_staff_page, self._now, inside.visit)
        response = self._notices.left(inside.visit.language, purpose=StaffPage.CAFES)
        response.delete_cookie(COOKIE, path=self._home)
        return response

    async def _inside(self, request: Request) -> Inside | Response:
        found = await opened_desk(self._world, request, StaffPage.CAFES)
        if isinstance(found, Gone):
            return self._notices.gone(found)
        return Inside(found.token, found.visit, {})

    async def _posted(self, request: Request) -> Inside | Response:
        fields = await read_form(request)
        inside = await self._inside(request)
        if isinstance(inside, Response):
            return inside
        if read_signed(inside.token, Form.CAFE, fields.get("form")) is None:
            return self._notices.other_form(inside.visit.language, purpose=StaffPage.CAFES)
        return Inside(inside.token, inside.visit, fields)

    async def _all(
        self, inside: Inside, *, done: str = "", wrong: CafeKey | None = None
    ) -> Response:
        """Show all evenings; with `wrong` why nothing was saved, above what was filled in."""
        visit, house = inside.visit, self._world.house
        page = await self._world.store.write(read_cafes, visit.actor, self._now, house)
        if isinstance(page, Denied):
            return self._notices.denied(visit.language)
        days = Locale.parse(visit.language).days["stand-alone"]["wide"]
        return self._renderer.page(
            "cafes.html",
            visit.language,
            status=400 if wrong else 200,
            view=self._view(inside).cafes(page),
            programmes=self._programmes(visit.language),
            typed=inside.fields,
            wrong=self._renderer.say(visit.language)(wrong) if wrong else "",
            days=[(day, days[number]) for number, day in enumerate(DAYS)],
            **self._common(inside, done),
        )

    async def _one(
        self,
        inside: Inside,
        cafe_id: int,
        *,
        done: str = "",
        refused: Refused | None = None,
        words: Words | None = None,
    ) -> Response:
        visit, house = inside.visit, self._world.house
        page = await self._world.store.write(
            read_evening, visit.actor, self._now, house, cafe_id=cafe_id
        )
        if isinstance(page, Denied):
            return self._notices.denied(visit.language)
        if page is None:
            return self._notices.status(404)
        return self._renderer.page(
            "cafe.html",
            visit.language,
            status=400 if refused else 200,
            view=self._view(inside).evening(page, words),
            labels={
                language: [self._renderer.say(language)(key) for key in PICTURED]
                for language in LANGUAGES
            },
            error=self._error(inside, refused) if refused else "",
            **self._common(inside, done),
        )

    def _view(self, inside: Inside) -> CafeWords:
        language = inside.visit.language
        say = self._renderer.say(language)
        titles = dict(self._programmes(language))
        return CafeWords(say, language, self._world.house.site, self._now, titles)

    def _programmes(self, language: Language) -> Sequence[tuple[str, str]]:
        """Return key and title of every programme, those that usually have cafés first."""
        programmes = self._world.house.programmes
        newest = [programmes.version(number) for number in programmes.newest.values()]
        newest.sort(key=lambda one: (one.cafe is None, one.key))
        return [(one.key, one.title[language]) for one in newest]

    def _common(self, inside: Inside, done: str) -> Mapping[str, Any]:
        return {
            "CafeKey": CafeKey,
            "done": done,
            "form": sign(inside.token, Form.CAFE, {}),
            "home": self._home,
            "longest": LONGEST,
        }

    def _error(self, inside: Inside, refused: Refused) -> str:
        say = self._renderer.say(inside.visit.language)
        if refused.wrong is Wrong.TOO_LONG:
            label = say(CafeKey[f"P_{refused.field.upper()}"])
            return say(CafeKey.P_TOO_LONG, felt=label, laengst=LONGEST)
        return say(_WRONG[refused.wrong])

    def _done(self, inside: Inside, request: Request) -> str:
        done = read_signed(inside.token, Form.DONE, request.query_params.get("gjort"))
        if done is None:
            return ""
        say = self._renderer.say(inside.visit.language)
        return say(CafeKey(done["key"]), **done["values"])

    def _again(self, inside: Inside, cafe_id: int | None, key: CafeKey, **values: int) -> Response:
        signed = sign(inside.token, Form.DONE, {"key": key.value, "values": values})
        where = f"/aften/{ids.encode(cafe_id)}" if cafe_id is not None else ""
        return RedirectResponse(f"{self._home}{where}?gjort={signed}", 303)


def _id(request: Request, name: str) -> int:
    return ids.decode(str(request.path_params[name])) or 0
