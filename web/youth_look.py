"""All that the page of one youth shows, read at one moment and in the words of its reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.access import Denied
from services.agreed_often import Often, read_often
from services.before_call import BeforeCall, before_call
from services.duties_on_page import Duty, read_duties
from services.keep_times import Times, read_times
from services.link_on_page import may_have_link
from services.own_greeting import Greeting, next_greeting
from services.read_agreement import Agreed, read_agreement
from services.read_page import Page, read_page
from services.stop_on_page import Leaving, read_leaving
from services.week_on_page import RobotsWeek, read_week
from services.wish_erased import Erasure, read_erasure
from services.world import World
from web.agreement_view import agreement_form, agreement_view, guardian_form
from web.before_call import BeforeView, desk_forms
from web.duty_view import duties_view
from web.erasure_view import erasure_form
from web.forms import Form, sign
from web.greeting_view import greeting_form
from web.leaving_view import leaving_form
from web.often_view import often_form
from web.render import Say
from web.times_view import times_form
from web.visits import Opened
from web.week_view import week_line
from web.youth_view import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is known of a youth to whoever may read their page, at `now` (UTC)."""

    now: datetime
    page: Page = field(repr=False)
    agreed: Agreed = field(repr=False)
    before: BeforeCall | None = field(repr=False)
    duties: Sequence[Duty] = field(repr=False)
    greeting: Greeting | None = field(repr=False)
    times: Times | None = field(repr=False)
    often: Often | None = field(repr=False)
    week: RobotsWeek | None = field(repr=False)
    leaving: Leaving | None
    erasure: Erasure = field(repr=False)


async def look(world: World, opened: Opened) -> Look | Denied:
    """Return all that the page shows, or that the visitor may not be here any more.

    The look is written into the audit trail.
    """
    visit, now, house = opened.visit, world.clock.now(), world.house
    page = await world.store.write(read_page, visit.actor, now, house, visit=visit)
    if isinstance(page, Denied):
        return page
    youth, read = page.youth, world.store.read
    return Look(
        now=now,
        page=page,
        agreed=await read(read_agreement, youth, page.open_cases),
        before=await read(before_call, now, visit),
        duties=await read(read_duties, now, house, youth, visit.language),
        greeting=await read(next_greeting, now, house, visit, youth),
        times=await world.store.write(read_times, now, house, youth),
        often=await read(read_often, now, house, youth),
        week=await read(read_week, now, house, youth),
        leaving=read_leaving(youth),
        erasure=await read(read_erasure, now, house, youth),
    )


def shown(world: World, opened: Opened, say: Say, found: Look) -> dict[str, Any]:
    """Return what the template shows: the view, and every form with its signed value.

    What was typed into a form that is shown again (`opened.again`) stands in it.
    """
    visit, token, again, page = opened.visit, opened.token, opened.again, found.page
    words = Words(say, visit.language, world.house.site.zone, found.now, page)
    up_to = {"to": page.up_to, "at": int(found.now.timestamp() * 1000)}
    return {
        "view": words.view(visit.ends_at),
        "reader": page.reader.first_name,
        "answer_form": sign(token, Form.ANSWER, {"id": world.new_token(), **up_to}),
        "read_form": sign(token, Form.READ, up_to),
        "leave_form": sign(token, Form.LEAVE, {}),
        "link_form": _link_form(world, token) if may_have_link(page.youth) else None,
        "agreement": agreement_view(found.agreed, words),
        "duties": duties_view(token, words, found.duties),
        "week": week_line(words, found.week),
        "before": BeforeView(words, found.before) if found.before else None,
        "desk": desk_forms(token, world.new_token(), words, again),
        **times_form(token, say, visit.language, again, found.times),
        **often_form(token, words, again, found.often),
        **leaving_form(token, say, page.youth.first_name, again, found.leaving),
        **erasure_form(token, words, again, found.erasure),
        **guardian_form(token, say, again),
        **agreement_form(token, say, again),
        **greeting_form(token, say, again, found.greeting),
    }


def _link_form(world: World, token: str) -> str:
    return sign(token, Form.NEW_LINK, {"id": world.new_token()})
