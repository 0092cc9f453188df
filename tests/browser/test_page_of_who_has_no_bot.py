"""What a worker agrees and writes down for a youth without a bot, in a real browser."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from domain.people import Channel
from tests.browser.page_house import (
    DESK,
    PHONE,
    Served,
    assert_readable,
    quiet_page,
    serve,
    shoot,
)
from tests.web.cast import NOW, Cast

SIZES = [pytest.param(PHONE, id="phone"), pytest.param(DESK, id="desk")]


@pytest.fixture
async def served(cast: Cast) -> AsyncIterator[Served]:
    await cast.change_bo(channel=Channel.PHONE.value, chat_id=None, accepted_at=NOW)
    async with serve(cast) as found:
        yield found


async def look(page: Page, name: str) -> None:
    """Read what stands there, and keep a picture of it."""
    await assert_readable(page)
    await shoot(page, name)


@pytest.mark.parametrize("size", SIZES)
async def test_how_often_is_agreed_and_the_door_is_closed_and_opened_again(
    served: Served, browser: Browser, size: Any
) -> None:
    width = size["width"]
    context = await browser.new_context(viewport=size, locale="da-DK", java_script_enabled=False)
    page = await quiet_page(context, [])
    await page.goto(await served.link())
    await page.get_by_role("button", name="Vis").click()

    await page.get_by_text("Aftal noget andet").click()
    section = page.get_by_role("region", name="Hvor tit I taler sammen")
    await section.get_by_label("Jeres egen aftale").fill("10")
    await section.get_by_role("button").click()
    await expect(page.get_by_role("alert")).to_contain_text("Skriv kort hvorfor")
    await expect(section.get_by_label("Hvorfor")).to_be_focused()
    await look(page, f"{width}-often-error")
    await section.get_by_label("Hvorfor").fill("Bo har fået læreplads og vil gerne tale oftere.")
    await section.get_by_role("button").click()
    await expect(page.get_by_role("status")).to_contain_text("Gemt.")
    await look(page, f"{width}-often-kept")

    await page.get_by_text("Bo vil ikke mere").click()
    await page.get_by_role("button", name="Stop for Bo").click()
    await expect(page.get_by_role("alert")).to_contain_text("Vælg først")
    await look(page, f"{width}-stop-error")
    await page.get_by_label("Nej tak").check()
    await page.get_by_role("button", name="Stop for Bo").click()
    await expect(page.get_by_role("status")).to_contain_text("Stoppet.")
    await look(page, f"{width}-stopped")
    await page.get_by_role("button", name="Bo er med igen").click()
    await expect(page.get_by_role("status")).to_contain_text("planen er i gang")
    await context.close()


@pytest.mark.parametrize("size", SIZES)
async def test_a_wish_to_be_erased_is_written_down_seen_and_answered(
    served: Served, browser: Browser, size: Any
) -> None:
    width = size["width"]
    context = await browser.new_context(viewport=size, locale="da-DK", java_script_enabled=False)
    page = await quiet_page(context, [])
    await page.goto(await served.link())
    await page.get_by_role("button", name="Vis").click()

    await page.get_by_text("Bo vil gerne slettes").click()
    await page.get_by_role("button", name="Skriv ønsket ned").click()
    await expect(page.get_by_role("status")).to_contain_text("Ønsket har en frist")
    await look(page, f"{width}-wish-open")
    await page.get_by_text("Bo har fået et andet svar").click()
    section = page.get_by_role("region", name="Slettes hos os")
    await section.get_by_role("button").click()
    await expect(page.get_by_role("alert")).to_contain_text("Vælg, hvad svaret er")
    await look(page, f"{width}-wish-error")
    await section.get_by_label("Nej, det skal gemmes").check()
    await section.get_by_label("Hvem står bag svaret?").select_option("Anna Bech")
    await section.get_by_label("Hvorfor").fill("Loven siger, at vi skal gemme det i fem år.")
    await section.get_by_label("Hvilken dag").fill("2026-02-24")
    await section.get_by_role("button").click()
    await expect(page.get_by_role("status")).to_contain_text("Bo har fået svar")
    await look(page, f"{width}-wish-answered")
    await context.close()
