"""Stories on the page with the phones: chosen, played step by step, wide and narrow."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

import aiohttp
import pytest
from playwright.async_api import Browser, Page, expect

from simulator.stories import Step, Story
from tests.browser.phones_house import CAPTIONS, FAINT, NAMELESS, PEOPLE, House, page_at
from tests.browser.test_phones import browser, photograph

__all__ = ["browser"]  # a fixture


# Every word of the page and every name of a thing on it, but for what stands in the chats.
FRAME = """() => {
  const found = new Set();
  const chats = ".words, .keyboard, .commands .choices, [data-language]";
  const own = (element) => element.closest(chats);
  for (const element of document.body.querySelectorAll("*")) {
    if (own(element) || element.closest("template, script")) continue;
    for (const name of ["aria-label", "placeholder", "title"]) {
      if (element.getAttribute(name)) found.add(element.getAttribute(name));
    }
    for (const node of element.childNodes) {
      if (node.nodeType === 3 && node.textContent.trim()) found.add(node.textContent.trim());
    }
  }
  return [...found];
}"""
# Names, and what is the same in both languages.
SAME = {
    *(f"{name}, {caption}" for name, caption in zip(PEOPLE, CAPTIONS, strict=True)),
    *(
        *PEOPLE,
        *CAPTIONS,
        "Holdfast",
        "H",
        "Holdfast:",
        "/",
        "https://t.me/…",
        "Send",
        "OK",
        "Start",
    ),
}


def told(house: House) -> Story:
    """Return a story that ticks itself at a greeting and at a time."""
    later = house.now.timestamp() + 86_400

    def has_greeted() -> bool:
        return any("Hvor meget" in one.text for one in house.sim.phones[0].messages)

    return Story(
        "week",
        {"da": "En ungs første uge", "en": "A first week"},
        {"da": "Amal siger ja.", "en": "Amal says yes."},
        (
            Step({"da": "Tryk »Start« hos Amal.", "en": "Press Start."}, happened=has_greeted),
            Step(
                {"da": "Vent til i morgen.", "en": "Wait until tomorrow."},
                later,
                lambda: house.now.timestamp() >= later,
            ),
            Step({"da": "Læs det højt.", "en": "Read it aloud."}),
        ),
    )


@pytest.fixture
async def house() -> AsyncIterator[House]:
    found = House()
    found.may_go_on.set()
    async with found.sim as sim:

        async def begin(wanted: str) -> None:
            sim.forget()
            for name, caption in zip(PEOPLE, CAPTIONS, strict=True):
                sim.phone(name, caption=caption)
            sim.links = [("Amal: start", f"https://t.me/{sim.username}?start=amal")]
            sim.stories.tell(told(found) if wanted else None)

        await begin("")
        sim.stories.offered, sim.stories.on_choose = [told(found)], begin
        serving = asyncio.create_task(found.serve())
        yield found
        serving.cancel()
        with suppress(asyncio.CancelledError, aiohttp.ClientError):
            await serving


async def tab_to(page: Page, is_there: Callable[[], Awaitable[bool]]) -> None:
    """Press Tab until the focus is there."""
    for _ in range(60):
        if await is_there():
            return
        await page.keyboard.press("Tab")
    pytest.fail("the keyboard does not come there")


async def test_a_story_is_chosen_and_its_steps_tick_themselves(
    browser: Browser, house: House
) -> None:
    page, complaints = await page_at(browser, house, 1280)
    before = await page.locator(".phone h2").first.get_attribute("id")
    await page.get_by_text("Scenarier").click()
    await photograph(page, "1280-stories")
    await page.get_by_role("button", name="En ungs første uge Amal siger ja.").click()
    guide = page.get_by_role("complementary", name="En ungs første uge")
    await expect(guide).to_be_visible()
    await expect(guide.get_by_role("heading")).to_be_focused()
    await expect(page.locator(".phone")).to_have_count(len(PEOPLE))
    assert await page.locator(".phone h2").first.get_attribute("id") != before
    boxes = [await one.bounding_box() for one in await page.locator(".phone").all()]
    assert all(box and box["x"] + box["width"] <= 1280 for box in boxes)
    assert len({box["y"] for box in boxes if box}) == 1, "side by side, also beside the guide"

    steps = guide.get_by_role("checkbox")
    await page.get_by_role("button", name="Start").click()
    await expect(steps.nth(0)).to_be_checked()
    await expect(guide.locator("[aria-current=step]")).to_contain_text("Vent til i morgen")
    await guide.get_by_role("button", name="Flyt tiden til tirsdag kl. 10.00").press("Enter")
    await expect(steps.nth(1)).to_be_checked()
    await expect(steps.nth(2)).to_be_focused()
    await photograph(page, "1280-guide")
    await guide.get_by_role("checkbox", name="Læs det højt").check()
    await expect(guide.get_by_text("Det var det hele.").last).to_be_visible()
    await guide.get_by_role("button", name="Forfra").click()
    await expect(steps.nth(0)).not_to_be_checked()
    await expect(page.locator(".phone[data-name=Amal] .message")).to_have_count(0)
    assert complaints == []


async def test_a_story_is_told_in_english_too_and_stays_so(browser: Browser, house: House) -> None:
    house.sim.stories.tell(told(house))
    page, _ = await page_at(browser, house, 1280)
    await page.get_by_role("button", name="English").click()
    guide = page.get_by_role("complementary", name="A first week")
    await expect(guide.locator("li").first).to_have_text("1. Press Start.")
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    move = guide.get_by_role("button", name="Move the clock to Tuesday at 10:00")
    await expect(move).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("complementary", name="A first week")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
async def test_the_whole_frame_speaks_the_language_that_is_chosen(
    browser: Browser, house: House, width: int
) -> None:
    """The chats stay as they were written, and say so to who reads the page aloud."""
    house.sim.phones[0].person.caption = {"da": "ung", "en": "youth"}
    page, complaints = await page_at(browser, house, width)
    await house.sim.phones[0].open(house.sim.links[0][1])
    amal = page.locator(".phone[data-name=Amal]")
    await expect(amal.locator(".message.theirs .words")).to_be_visible()
    await expect(page.locator("#notes .nothing")).to_have_count(1)  # all of it has been read
    danish = await page.evaluate(FRAME)
    await page.get_by_role("button", name="English").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page.get_by_role("button", name="English")).to_be_focused()
    assert await page.title() == "Phones · simulator"
    await expect(
        page.get_by_role("heading", name="Simulated time", include_hidden=True)
    ).to_have_count(1)
    await expect(page.locator("#now .whole-date")).to_have_text(
        "Monday, 23 November 2026 at 10:00"
    )
    await expect(amal.locator(".owner .caption")).to_have_text("youth")
    await expect(amal.get_by_placeholder("Message")).to_be_visible()
    words = amal.locator(".message.theirs .words").first
    await expect(words).to_have_attribute("lang", "da")
    await expect(words).to_contain_text("Hvor meget lyst")
    english = await page.evaluate(FRAME)
    same = {one for one in danish if one in english} - SAME
    assert same == set(), "these words did not follow"
    await photograph(page, f"{width}-english")
    assert await page.evaluate("document.documentElement.scrollWidth") <= width
    await page.get_by_role("button", name="Dansk").click()
    assert set(await page.evaluate(FRAME)) == set(danish), "and back again"
    await photograph(page, f"{width}-dansk")
    assert complaints == []


async def test_a_narrow_page_shows_the_step_that_is_next(browser: Browser, house: House) -> None:
    house.sim.stories.tell(told(house))
    page, complaints = await page_at(browser, house, 390, 844)
    steps = page.locator(".guide li")
    await expect(steps.filter(visible=True)).to_have_count(1)
    await photograph(page, "390-guide")
    await page.get_by_role("checkbox").first.check()
    await expect(page.locator(".guide [aria-current=step]")).to_contain_text("Vent til i morgen")
    await page.get_by_role("button", name="Alle trin").click()
    await expect(steps.filter(visible=True)).to_have_count(3)
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390
    assert complaints == []


async def test_the_keyboard_alone_chooses_and_ticks(browser: Browser, house: House) -> None:
    page, _ = await page_at(browser, house, 1280)
    await page.locator("#chooser summary").focus()
    await page.keyboard.press("Enter")
    choice = page.get_by_role("button", name="En ungs første uge Amal siger ja.")
    await expect(choice).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(choice).to_be_hidden()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await expect(choice).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("#guide-title")).to_be_focused()
    box = page.get_by_role("checkbox", name="Læs det højt")
    await tab_to(page, lambda: box.evaluate("one => one === document.activeElement"))
    await page.keyboard.press("Space")
    await expect(box).to_be_checked()
    await expect(box).to_be_focused()


async def test_without_stories_there_is_nothing_to_choose(browser: Browser, house: House) -> None:
    house.sim.stories.offered = []
    page, _ = await page_at(browser, house, 1280)
    await expect(page.get_by_text("Scenarier")).to_be_hidden()
    await expect(page.locator("#guide")).to_be_hidden()


@pytest.mark.parametrize("width", [390, 1280])
async def test_a_guide_can_be_read_and_everything_in_it_has_a_name(
    browser: Browser, house: House, width: int
) -> None:
    house.sim.stories.tell(told(house))
    page, _ = await page_at(browser, house, width)
    await page.get_by_role("checkbox").first.check()
    await page.get_by_text("Scenarier").click()
    await expect(page.locator(".guide [aria-current=step]")).to_contain_text("Vent til i morgen")
    assert await page.evaluate(FAINT) == []
    assert await page.evaluate(NAMELESS) == []
