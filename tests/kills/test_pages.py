"""The one-time page, and the process killed between the link and the answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import httpx
import pytest

from domain.message import OutboxState, Purpose
from tests.kills.product import Moment, Point
from tests.kills.scene import Scene
from tests.kills.test_cases import UNCLEAR
from tests.kills.test_words_of_danger import new, newest
from tests.processes import Started
from tests.web.browser import Browser

ANSWER = "Jeg ringer til dig i dag kl. 14."
WORD = "kan du ringe?"
USED = "Linket er brugt"


@asynccontextmanager
async def browser_at(house: Scene) -> AsyncIterator[Browser]:
    """Give the mentor's browser, whose cookies outlive the process that serves the pages."""
    host = {"Host": urlsplit(house.settings.public_url).netloc}
    async with httpx.AsyncClient(headers=host, timeout=20) as client:
        yield Browser(client)


async def turn_to(browser: Browser, running: Started) -> None:
    """Let the browser find the pages of the process that runs now."""
    browser.client.base_url = httpx.URL(await running.line())


@asynccontextmanager
async def again(house: Scene, browser: Browser) -> AsyncIterator[Browser]:
    """Start the product again and give the same browser at its pages; then let all finish."""
    async with house.again() as app, Browser.open(app.world) as same:
        same.client.cookies = browser.client.cookies
        yield same
        await app.settle()


async def link_of(house: Scene) -> str:
    """Let Amal write and the mentor ask for the page; return the token of the link."""
    await house.amal.write(WORD)
    async with house.again() as app:
        await app.settle()
        await house.mentor.tap("Åbn")
        await app.settle()
    return house.mentor.last.text.rpartition("/p/")[2].split()[0]


async def check_answered_once(
    house: Scene, before: int, *, may_be_on_its_way: bool = False
) -> None:
    """See that Amal has the answer once, and that nothing waits or is unclear.

    Where it `may_be_on_its_way`, the sender was woken before the death and may have taken it up:
    then nobody knows, it is never said again, and the worker is told so.
    """
    account = await house.settled()
    account.check()
    if may_be_on_its_way and account.count(OutboxState.UNKNOWN):
        assert account.count(OutboxState.UNKNOWN, Purpose.ANSWER) == 1
        assert len(new(house.amal, before, ANSWER)) <= 1
        assert UNCLEAR in house.mentor.last.text
    else:
        assert account.count(OutboxState.SENT, Purpose.ANSWER) == 1
        assert account.count(OutboxState.UNKNOWN) == 0
        assert len(new(house.amal, before, ANSWER)) == 1
    assert account.replies == [("word", None)]
    assert len(account.cases) == 1


@pytest.mark.parametrize("moment", [Moment.BEFORE, Moment.UNWOKEN, Moment.AFTER])
async def test_an_answer_sent_again_after_a_death_arrives_once(
    house: Scene, moment: Moment
) -> None:
    token, before = await link_of(house), newest(house.amal)
    async with browser_at(house) as browser:
        async with house.process(Point("answer_word", moment)) as running:
            await turn_to(browser, running)
            page = await browser.press_show(token)
            with pytest.raises(httpx.TransportError):
                await browser.answer(page, ANSWER)
            await house.killed(running)
        async with again(house, browser) as same:
            # The link is spent, and the visit it opened goes on: nothing has to be written anew.
            sent = await same.answer(page, ANSWER)
            assert sent.status == httpx.codes.OK
            assert USED in (await same.get(f"/p/{token}")).text
    await check_answered_once(house, before, may_be_on_its_way=moment is Moment.AFTER)


@pytest.mark.parametrize("moment", [Moment.BEFORE, Moment.AFTER])
async def test_a_link_that_a_death_interrupts_still_opens_the_page_for_who_pressed(
    house: Scene, moment: Moment
) -> None:
    token, before = await link_of(house), newest(house.amal)
    async with browser_at(house) as browser:
        async with house.process(Point("spend", moment)) as running:
            await turn_to(browser, running)
            door = await browser.get(f"/p/{token}")
            with pytest.raises(httpx.TransportError):
                await browser.post(f"/p/{token}", door.form(f"/p/{token}"))
            await house.killed(running)
        async with again(house, browser) as same:
            page = await same.post(f"/p/{token}", door.form(f"/p/{token}"))
            assert WORD in page.text
            await same.answer(page, ANSWER)
    await check_answered_once(house, before)
