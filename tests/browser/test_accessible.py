"""Every state of the phones' page, for those who see it little, not at all, or use no mouse."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

import aiohttp
import pytest
from playwright.async_api import Browser, Page, expect

from simulator.stories import Step, Story
from tests.browser.accessible import lost_focus, overflow, violations
from tests.browser.phones_house import PEOPLE, House
from tests.browser.test_phones import browser, photograph

__all__ = ["browser"]
LONG = "Et meget langt ord: " + "speciallægepraksisplanlægningsstabiliseringsperiode " * 6
MANY = 40
State = Callable[[Page, House], Awaitable[None]]


@pytest.fixture
async def house() -> AsyncIterator[House]:
    found = House()
    found.may_go_on.set()
    async with found.sim as sim:
        for name in PEOPLE:
            sim.phone(name, caption="ung" if name in PEOPLE[:2] else "koordinator, dækker")
        sim.links = [(f"{name}: start", f"https://t.me/{sim.username}?start=x") for name in PEOPLE]
        sim.stories.offered = [story(found)]
        sim.stories.on_choose = lambda wanted: asyncio.sleep(0)
        serving = asyncio.create_task(found.serve())
        yield found
        serving.cancel()
        with suppress(asyncio.CancelledError, aiohttp.ClientError):
            await serving


def story(house: House) -> Story:
    return Story(
        "week",
        {"da": "En ungs første uge", "en": "A first week"},
        {"da": "Amal siger ja.", "en": "Amal says yes."},
        (
            Step({"da": "Tryk »Start« hos Amal.", "en": "Press Start."}),
            Step({"da": "Vent til i morgen.", "en": "Wait."}, house.now.timestamp() + 86400),
            Step({"da": "Læs det højt.", "en": "Read it aloud."}),
        ),
    )


async def empty(page: Page, house: House) -> None:
    house.sim.forget()
    await expect(page.get_by_text("Her er ingen telefoner endnu.")).to_be_visible()


async def start(page: Page, house: House) -> None:
    await expect(page.get_by_role("button", name="Start").first).to_be_visible()


async def chat(page: Page, house: House) -> None:
    amal = house.sim.phones[0]
    await amal.start()
    await amal.wait_for("lyst")
    await amal.write("kan vi tale?")
    for send in (amal.voice, amal.photo, amal.document, amal.sticker, amal.location, amal.contact):
        await send()
    await amal.edit(await amal.write("hej"), "hej hej")
    await expect(page.locator(".phone[data-name=Amal] .message")).to_have_count(18)


async def long(page: Page, house: House) -> None:
    amal = house.sim.phones[0]
    markup = {"inline_keyboard": [[{"text": LONG[:60], "callback_data": "x"}]]}
    for number in range(MANY):
        text = LONG if number % 4 == 0 else f"Besked {number}"
        await house.ask("sendMessage", chat_id=amal.id, text=text, reply_markup=markup)
    await expect(page.locator(".phone[data-name=Amal] .message").last).to_be_in_viewport()


async def guide(page: Page, house: House) -> None:
    house.sim.stories.tell(story(house))
    await expect(page.get_by_role("complementary")).to_be_visible()


async def english(page: Page, house: House) -> None:
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("complementary", name="A first week")).to_be_visible()


async def feed(page: Page, house: House) -> None:
    for number in range(3):
        house.note(f"Sag {number} åbnet: ny besked (Amal).", f"Case {number} opened.")
    await page.get_by_role("button", name="Næste").click()
    await expect(page.locator("#feed li").first).to_be_visible()


async def moving(page: Page, house: House) -> None:
    house.may_go_on.clear()
    await page.get_by_role("button", name="+1 måned").click()
    await expect(page.get_by_role("button", name="Stop her")).to_be_visible()


async def menu(page: Page, house: House) -> None:
    await page.locator(".phone[data-name=Amal] .commands summary").click()
    await expect(page.get_by_role("button", name="/pause Hold pause").first).to_be_visible()


async def chooser(page: Page, house: House) -> None:
    await page.get_by_text("Scenarios").click()  # the page speaks English by now


async def blocked(page: Page, house: House) -> None:
    await house.sim.phones[0].start()
    await house.sim.phones[0].block()
    amal = page.locator(".phone[data-name=Amal]")
    await expect(amal.get_by_text("Du har blokeret robotten.")).to_be_visible()


async def gone(page: Page, house: House) -> None:
    await house.sim.phones[1].start()
    await house.sim.phones[1].delete_account()
    await expect(page.locator(".phone[data-name=Jonas]").get_by_text("Kontoen")).to_be_visible()


async def refused(page: Page, house: House) -> None:
    amal = page.locator(".phone[data-name=Amal]")
    await amal.get_by_role("textbox").fill("https://t.me/somebody_else?start=x")
    await amal.get_by_role("button", name="Åbn").click()
    await expect(amal.locator(".toast")).to_have_text("Det link hører ikke til denne robot.")


async def lost(page: Page, house: House) -> None:
    await house.sim.stop()
    await expect(page.locator("#said")).to_contain_text("Forbindelsen til simulatoren er væk")


# States in an order in which each can follow those before it. What one reader does and another
# does not see is done on both pages; the others are the same for all.
READING: list[State] = [start, feed, guide, english, chooser]
WRITING: list[State] = [refused, chat, menu, long]
ENDING: list[State] = [blocked, gone, moving, lost]
BY_READER = {feed, english, chooser, refused}


@pytest.mark.parametrize(
    "states", [READING, WRITING, ENDING, [empty]], ids=lambda one: one[0].__name__
)
async def test_every_state_can_be_read_and_used_by_all(
    browser: Browser, house: House, states: list[State]
) -> None:
    wide = await opened(browser, house, 1280, 800)
    narrow = await opened(browser, house, 390, 844, dark=True)
    for state in states:
        await state(wide, house)
        if state in BY_READER:
            await state(narrow, house)
        for page, width in ((wide, 1280), (narrow, 390)):
            await photograph(page, f"{width}-{state.__name__}")
            assert await violations(page) == [], f"{state.__name__} at {width}"
            assert await overflow(page) <= 0, f"{state.__name__} at {width}"


@pytest.mark.parametrize(("width", "height"), [(320, 640), (640, 400)])
async def test_nothing_is_cut_off_on_a_small_phone_or_at_double_size(
    browser: Browser, house: House, width: int, height: int
) -> None:
    page = await opened(browser, house, width, height)
    await guide(page, house)
    await chat(page, house)
    await photograph(page, f"{width}-chat")
    assert await overflow(page) <= 0
    for one in await page.locator("#jumps button, .switcher button").all():
        box = await one.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["height"] >= 24


@pytest.mark.parametrize("width", [1280, 390])
async def test_the_focus_is_always_seen(browser: Browser, house: House, width: int) -> None:
    page = await opened(browser, house, width, 800)
    await guide(page, house)
    await chat(page, house)
    assert await lost_focus(page, 40) == []


async def test_those_who_want_no_motion_get_none(browser: Browser, house: House) -> None:
    page = await browser.new_page(reduced_motion="reduce")
    await page.goto(house.sim.page_url)
    await house.sim.phones[0].start()
    message = page.locator(".phone[data-name=Amal] .message").first
    await expect(message).to_be_visible()
    assert await message.evaluate("one => getComputedStyle(one).animationName") == "none"


async def opened(
    browser: Browser, house: House, width: int, height: int, *, dark: bool = False
) -> Page:
    page = await browser.new_page(
        viewport={"width": width, "height": height},
        locale="da-DK",
        bypass_csp=True,
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",  # what fades in is faint while it does
    )
    await page.goto(house.sim.page_url)
    await expect(page.locator(".phone")).to_have_count(len(house.sim.phones))
    return page
