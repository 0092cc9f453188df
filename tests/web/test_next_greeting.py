"""The next greeting of a youth, written by the worker whose name stands under it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from services.world import Programmes
from storage import caring, youths
from storage.tx import Tx
from tests.domain.rhythms import caring as greetings
from tests.web.browser import Browser, Shown
from tests.web.cast import NOW, Cast

LINE = "Jeg gik forbi cykelværkstedet i dag."


@pytest.fixture(autouse=True)
def programme_with_greetings(cast: Cast) -> None:
    """Let Bo's programme greet on two days; he is on day 30."""
    world, version = cast.world, cast.version
    plain = world.house.programmes.version(version)
    made = replace(plain, contacts=(*plain.contacts, greetings(7, 60)))
    known = Programmes({version: made}, {made.key: version})
    cast.world = replace(world, house=replace(world.house, programmes=known))


async def shown_to(cast: Cast, browser: Browser, staff_id: int) -> Shown:
    """Open Bo's page as a member of staff."""
    return await browser.press_show(await cast.link(staff_id))


async def write(browser: Browser, page: Shown, line: str) -> Shown:
    """Write the next greeting and keep it."""
    return await browser.post("/ung/hilsen", {**page.form("/ung/hilsen"), "text": line})


async def test_the_worker_writes_it_and_it_goes_out_under_their_name(cast: Cast) -> None:
    async with Browser.open(cast.world) as browser:
        page = await shown_to(cast, browser, cast.mette)
        assert "Næste hilsen" in page.text
        again = await write(browser, page, LINE)
        assert LINE in again.text
        assert list(await cast.store.read(caring.lines_of, cast.bo)) == ["day_60"]
        await write(browser, again, "  ")
    assert await cast.store.read(caring.lines_of, cast.bo) == {}, "it is our draft again"


async def test_who_covers_writes_none_in_anothers_name(cast: Cast) -> None:
    async with Browser.open(cast.world) as browser:
        page = await shown_to(cast, browser, cast.karl)
    assert "Næste hilsen" not in page.text


async def test_a_greeting_that_asks_is_shown_again_with_what_to_change(cast: Cast) -> None:
    async with Browser.open(cast.world) as browser:
        page = await shown_to(cast, browser, cast.mette)
        again = await write(browser, page, "Hvordan går det?")
    assert again.status == 400
    assert "En hilsen spørger ikke om noget." in again.text
    assert "Hvordan går det?" in again.text
    assert await cast.store.read(caring.lines_of, cast.bo) == {}


async def began_earlier(cast: Cast, days: int) -> None:
    """Let Bo's yes lie so many days further back."""

    def change(tx: Tx) -> None:
        bo = youths.get(tx, cast.bo)
        assert bo is not None
        start = (bo.accepted_at or NOW) - timedelta(days=days)
        youths.change(tx, cast.bo, accepted_at=start)

    await cast.store.write(change)


async def test_a_page_that_stood_open_until_it_had_left_changes_nothing(cast: Cast) -> None:
    async with Browser.open(cast.world) as browser:
        page = await shown_to(cast, browser, cast.mette)
        await began_earlier(cast, 60)
        await write(browser, page, LINE)
    assert await cast.store.read(caring.lines_of, cast.bo) == {}


async def test_after_the_last_of_them_there_is_none(cast: Cast) -> None:
    await began_earlier(cast, 900)
    async with Browser.open(cast.world) as browser:
        page = await shown_to(cast, browser, cast.mette)
    assert "Næste hilsen" not in page.text
