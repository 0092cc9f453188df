"""The small parts of a simulation: chance, the diary, the clock, the browser's forms, the bar."""

from __future__ import annotations

import asyncio
import io
from datetime import UTC, datetime, timedelta

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response

from bot.simulation.bar import Bar
from bot.simulation.browser import Page
from bot.simulation.cast import name_of
from bot.simulation.chance import about, happens, source
from bot.simulation.clock import VirtualClock
from bot.simulation.diary import Act, Diary
from bot.simulation.loop import without_sockets
from bot.simulation.visitor import Visitor

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_chance_repeats_itself_and_differs_between_people() -> None:
    one, again, other = source(1, "Ung1"), source(1, "Ung1"), source(1, "Ung2")
    draws = [one.random() for _ in range(5)]
    assert draws == [again.random() for _ in range(5)]
    assert draws != [other.random() for _ in range(5)]


def test_half_of_all_waits_are_shorter_than_the_usual() -> None:
    chance = source(1)
    waits = [about(chance, HOUR) for _ in range(2000)]
    assert 900 < sum(wait < HOUR for wait in waits) < 1100
    assert max(waits) <= 12 * HOUR


def test_what_never_happens_does_not_and_what_always_happens_does() -> None:
    chance = source(1)
    assert not any(happens(chance, 0) for _ in range(200))
    assert all(happens(chance, 100) for _ in range(200))


async def test_a_diary_is_in_the_order_of_time_and_then_of_writing() -> None:
    diary = Diary()
    done: list[str] = []

    def note(what: str) -> Act:
        async def act() -> None:
            done.append(what)

        return act

    diary.add(NOON + HOUR, note("later"))
    diary.add(NOON, note("first"))
    diary.add(NOON, note("second"))
    assert diary.next_at == NOON
    while (act := diary.take(NOON)) is not None:
        await act()
    assert done == ["first", "second"]
    assert diary.take(NOON) is None


def test_real_time_stands_still_until_a_process_begins() -> None:
    clock = VirtualClock(NOON)
    clock.advance_to(NOON + HOUR)
    assert (clock.now(), clock.real()) == (NOON + HOUR, NOON)
    clock.begin()
    assert clock.real() == NOON + HOUR


def test_a_form_is_read_with_what_stands_in_it_and_what_can_be_chosen() -> None:
    page = Page(
        200,
        """<form action="/ny"><input type="hidden" name="form" value="x">
            <input type="radio" name="sprog" value="da" checked>
            <input type="radio" name="sprog" value="en">
            <select name="vikar"><option value=""></option>
            <option value="7" selected>Maja Holm</option></select></form>""",
    )
    form = page.forms["/ny"]
    assert form.fields == {"form": "x", "sprog": "da", "vikar": "7"}
    assert form.choices == {"vikar": {"Maja Holm": "7"}}


def pages() -> FastAPI:
    """Return a server that says who asks, and gives, counts on and takes away a cookie."""
    app = FastAPI()

    @app.get("/in")
    async def come_in() -> Response:
        answer = RedirectResponse("/rum/æble?trin=1", 303)
        answer.set_cookie("nr", "7", path="/rum", secure=True, httponly=True)
        return answer

    @app.post("/rum/{name}")
    async def take(name: str, request: Request) -> Response:
        typed = (await request.body()).decode()
        return PlainTextResponse(f"{name} {typed} {request.cookies.get('nr')}")

    @app.get("/rum/{name}")
    async def room(name: str, request: Request) -> Response:
        about = f"{name} {request.url.query} {request.cookies.get('nr')} {request.url.netloc}"
        answer = PlainTextResponse(about)
        answer.delete_cookie("nr", path="/rum")
        return answer

    @app.get("/out")
    async def out(request: Request) -> Response:
        assert not request.cookies, "a cookie is for its own paths"
        raise ValueError("the roof is gone")

    return app


async def test_a_visitor_follows_keeps_cookies_and_posts_as_a_browser_does() -> None:
    visitor = Visitor(pages(), "https://holdfast.example")
    sent_on = await visitor.get("https://holdfast.example/in")
    assert (sent_on.status, sent_on.location) == (303, "/rum/%C3%A6ble?trin=1")
    posted = await visitor.post("/rum/hus", {"ord": "blå & grøn"})
    assert posted.text == "hus ord=bl%C3%A5+%26+gr%C3%B8n 7"
    assert (await visitor.get("/out")).status == 500
    followed = await visitor.get(sent_on.location)
    assert followed.text == "æble trin=1 7 holdfast.example"
    assert (await visitor.get("/rum/x")).text == "x  None holdfast.example", "it was taken away"
    await visitor.get("/in")
    visitor.forget()
    assert (await visitor.get("/rum/x")).text == "x  None holdfast.example"


def test_every_young_person_has_a_name_of_their_own() -> None:
    assert len({name_of(number) for number in range(20_000)}) == 20_000


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_bar_shows_how_far_it_is_and_only_on_a_terminal() -> None:
    shown, hidden = Terminal(), io.StringIO()
    for out in (shown, hidden):
        bar = Bar(NOON, NOON + 4 * HOUR, out)
        bar.tell(NOON + HOUR)
        bar.tell(NOON + HOUR)
        bar.end()
    assert shown.getvalue().count(" 25 %") == 1
    assert hidden.getvalue() == ""


def test_a_loop_without_sockets_still_hears_from_threads_and_of_time() -> None:
    async def lived() -> list[str]:
        heard = [await asyncio.to_thread(lambda: "a thread")]
        try:
            async with asyncio.timeout(0.01):
                await asyncio.Event().wait()
        except TimeoutError:
            heard.append("time")
        busy = asyncio.create_task(asyncio.to_thread(lambda: "a thread beside work"))
        while not busy.done():  # noqa: ASYNC110 - a loop that always has something to do
            await asyncio.sleep(0)
        return [*heard, busy.result()]

    with asyncio.Runner(loop_factory=without_sockets) as runner:
        assert runner.run(lived()) == ["a thread", "time", "a thread beside work"]
