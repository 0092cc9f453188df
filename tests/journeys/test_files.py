"""A voice message, a picture or a file is opened by the worker, through us, from Telegram."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from simulator.faults import When
from storage.tables import audit
from tests.journeys.town import Town
from tests.web.browser import Browser, Shown

FILE = re.compile(r'(?:src|href)="(/ung/fil/[0-9a-z]+)"')


async def open_file(browser: Browser, shown: Shown) -> Shown:
    """Open the first file on a page."""
    return await browser.get(FILE.findall(shown.response.text)[0])


async def test_the_worker_hears_what_was_said(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await amal.voice()
    await any_town.settle()
    async with any_town.page(any_town.mentor) as (browser, shown):
        heard = (await open_file(browser, shown)).response
    [stored] = any_town.sim.state.files.values()
    assert (heard.status_code, heard.content) == (200, stored.content)
    assert heard.headers["content-type"] == "audio/ogg"
    assert any_town.sim.token not in str(heard.headers), "the address at Telegram is ours alone"
    assert any_town.sim.token not in shown.response.text
    youth = await any_town.youth(amal)
    assert len(await any_town.rows(audit, youth_id=youth.id, action="open_file")) == 1
    assert len(any_town.sim.log.all("getFile")) == 1, "once through us"


async def test_a_picture_is_shown_and_a_document_is_fetched(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await amal.photo(caption="se")
    await amal.document(name="brev.txt")
    await small_town.settle()
    async with small_town.page(small_town.mentor) as (browser, shown):
        picture, _, document = FILE.findall(shown.response.text)
        seen = (await browser.get(picture)).response
        assert seen.headers["content-type"] == "image/png"
        assert seen.headers["content-disposition"].startswith("inline")
        saved = (await browser.get(document)).response
        assert saved.headers["content-disposition"] == 'attachment; filename="fil.txt"'
        assert saved.content == b"Hej.\n"


async def test_a_file_that_telegram_has_forgotten_is_explained(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await amal.voice()
    await small_town.settle()
    small_town.sim.state.files.clear()
    async with small_town.page(small_town.mentor) as (browser, shown):
        found = await open_file(browser, shown)
    assert (found.status, "Telegram har den ikke længere." in found.text) == (410, True)


async def test_a_file_of_more_than_20_mb_is_explained(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await amal.voice()
    await small_town.settle()
    files = small_town.sim.state.files
    for file_id, stored in list(files.items()):
        files[file_id] = replace(stored, size=21 * 1024 * 1024)
    async with small_town.page(small_town.mentor) as (browser, shown):
        found = await open_file(browser, shown)
    assert (found.status, "Den fylder mere end 20 MB" in found.text) == (413, True)


async def test_while_telegram_is_away_the_page_says_so(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await amal.voice()
    await small_town.settle()
    async with small_town.page(small_town.mentor) as (browser, shown):
        small_town.sim.faults.on("getFile").drop(when=When.BEFORE)
        found = await open_file(browser, shown)
        assert (found.status, "Telegram svarer ikke lige nu." in found.text) == (502, True)
        assert (await open_file(browser, shown)).status == 200, "and then it is there again"


@pytest.mark.parametrize("who", ["cover", "coordinator"])
async def test_whoever_may_read_the_words_may_hear_the_voice(small_town: Town, who: str) -> None:
    amal = await small_town.enrol("Amal")
    await amal.voice()
    await small_town.settle()
    told = small_town.mentor.last.button("Åbn")
    assert told is not None
    phone = getattr(small_town, who)
    await phone.forge(told.data or "")
    await small_town.settle()
    token = phone.last.text.rpartition("/p/")[2]
    async with Browser.open(small_town.app.world, files=small_town.app.files) as browser:
        shown = await browser.press_show(token)
        assert (await open_file(browser, shown)).status == 200
