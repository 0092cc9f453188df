"""The page with the phones, in a real browser, wide and narrow, by mouse and keyboard."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import suppress

import aiohttp
import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from tests.browser.phones_house import CAPTIONS, FAINT, NAMELESS, PEOPLE, House, page_at

FLAGS = [
    "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-quic",
    "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
# Drawn as it was made, to within a pixel: neither flattened nor cut.
OF_ITS_SHAPE = """one => Math.abs(
  one.width * one.naturalHeight / one.naturalWidth - one.height) <= 1"""
BROWSER = shutil.which("chromium", path=f"{os.environ.get('PATH', '')}:/usr/bin")


@pytest.fixture
async def house() -> AsyncIterator[House]:
    found = House()
    async with found.sim:
        for name, caption in zip(PEOPLE, CAPTIONS, strict=True):
            found.sim.phone(name, caption=caption)
        link = f"https://t.me/{found.sim.username}?start="
        found.sim.links = [(f"{name}: start", f"{link}{name.lower()}") for name in PEOPLE]
        serving = asyncio.create_task(found.serve())
        yield found
        serving.cancel()
        with suppress(asyncio.CancelledError, aiohttp.ClientError):
            await serving


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    if BROWSER is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("REQUIRE_BROWSER=1, but there is no chromium")
        pytest.skip("browser test skipped: no chromium here")
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield opened
        await opened.close()


def shot(name: str) -> str | None:
    folder = os.environ.get("SHOTS")
    return f"{folder}/{name}.png" if folder else None


async def photograph(page: Page, name: str) -> None:
    if path := shot(name):
        await page.screenshot(path=path, animations="disabled")


async def test_four_phones_stand_side_by_side_and_work(browser: Browser, house: House) -> None:
    page, complaints = await page_at(browser, house, 1280)
    await expect(page.get_by_text("intet bliver sendt til nogen")).to_be_visible()
    await photograph(page, "1280-start")
    boxes = [await one.bounding_box() for one in await page.locator(".phone").all()]
    assert len({box["y"] for box in boxes if box}) == 1
    assert await page.locator(".owner .caption").all_inner_texts() == list(CAPTIONS)
    assert all(box and box["x"] + box["width"] <= 1280 for box in boxes)

    amal = page.locator(".phone[data-name=Amal]")
    await amal.get_by_role("button", name="Start").click()
    await expect(amal.get_by_text("Hvor meget lyst har du")).to_be_visible()
    await amal.get_by_role("button", name="7", exact=True).click()
    await expect(amal.get_by_text("Tak, noteret. Mette ser det.")).to_be_visible()
    await expect(amal.get_by_text("redigeret")).to_be_visible()
    await expect(amal.locator(".toast")).to_have_text("Noteret")
    await expect(page.locator(".feed")).to_contain_text("Amal svarede: s7")

    box = amal.get_by_label("Skriv til Holdfast")
    await box.fill("Kan vi tale?")
    await box.press("Enter")
    await expect(amal.locator(".mine .words").last).to_have_text("Kan vi tale?")
    link = amal.get_by_role("link", name="/side/abc")
    await expect(link).to_have_attribute("target", "_blank")
    await expect(amal.get_by_role("img", name="Sendt uden lyd")).to_be_visible()
    await expect(amal.get_by_role("img", name="Kan ikke gemmes")).to_be_visible()

    await page.locator(".phone[data-name=Mette]").get_by_role("button", name="Start").click()
    await expect(page.locator(".phone[data-name=Mette] .keyboard")).to_be_visible()
    await photograph(page, "1280-chat")
    assert complaints == []


async def test_the_menus_send_commands_and_pictures_and_block(
    browser: Browser, house: House
) -> None:
    page, complaints = await page_at(browser, house, 1280)
    amal = page.locator(".phone[data-name=Amal]")
    await amal.get_by_role("button", name="Start").click()
    await amal.locator(".commands summary").click()
    await photograph(page, "1280-commands")
    await amal.get_by_role("button", name="/pause Hold pause").click()
    await expect(amal.locator(".mine .words").last).to_have_text("/pause")
    for name, shown in (("Talebesked", ".attachment"), ("Billede", "img.photo")):
        await amal.locator(".attach summary").click()
        await amal.get_by_role("button", name=name).click()
        await expect(amal.locator(shown)).to_be_visible()
    assert await amal.locator("img.photo").evaluate("one => one.decode().then(() => true)")
    assert await amal.locator("img.photo").evaluate(OF_ITS_SHAPE)
    newest = amal.locator(".message").last
    await expect(newest).to_have_class("message theirs")
    await expect(newest.locator(".facts")).to_be_in_viewport()
    await photograph(page, "1280-attach")
    await amal.locator(".more summary").click()
    await amal.get_by_role("button", name="Blokér robotten").click()
    await expect(amal.get_by_text("Du har blokeret robotten.")).to_be_visible()
    await photograph(page, "1280-blocked")
    assert house.sim.phones[0].person.blocked
    await amal.get_by_role("button", name="Fjern blokering").click()
    await expect(amal.get_by_label("Skriv til Holdfast")).to_be_visible()
    assert complaints == []


async def test_time_is_moved_with_progress_and_nothing_else_can_move_it_meanwhile(
    browser: Browser, house: House
) -> None:
    page, _ = await page_at(browser, house, 1280)
    await expect(page.locator("#now")).to_contain_text("mandag den 23. november 2026 kl. 10.00")
    await page.get_by_role("button", name="+1 dag").click()
    await expect(page.get_by_role("progressbar", name="Tiden flyttes")).to_be_visible()
    await expect(page.get_by_role("button", name="+1 måned")).to_be_disabled()
    await photograph(page, "1280-jump")
    house.may_go_on.set()
    await expect(page.locator("#now")).to_contain_text("tirsdag den 24. november 2026 kl. 10.00")
    await expect(page.get_by_role("button", name="+1 måned")).to_be_enabled()
    await expect(page.locator("#said")).to_contain_text("Tiden er flyttet.")


async def test_what_happened_meanwhile_is_told_day_by_day_in_both_languages(
    browser: Browser, house: House
) -> None:
    house.may_go_on.set()
    page, complaints = await page_at(browser, house, 1280)
    feed = page.get_by_role("log", name="Hvad skete der")
    await expect(feed).to_have_text("Ikke noget endnu. Flyt tiden ovenfor.")
    house.note("Bo sagde ja.", "Bo said yes.")
    await page.get_by_role("button", name="+1 dag").click()
    await expect(feed).to_have_text("Der skete ingenting.")
    await expect(page.locator("#said")).to_have_text("Tiden er flyttet. Der skete ingenting.")
    await page.get_by_role("button", name="Næste ting, der sker").press("Enter")
    await expect(page.locator("#said")).to_have_text("Tiden er flyttet. Der skete en ting.")
    await expect(page.get_by_role("button", name="Næste ting, der sker")).to_be_focused()
    await expect(feed.get_by_role("heading")).to_have_text("tirsdag 24. november")
    await expect(feed.get_by_role("listitem")).to_have_text("14.00Amal fik et spørgsmål.")
    await photograph(page, "1280-feed")
    await page.get_by_role("button", name="Alt fra begyndelsen").click()
    await expect(feed.get_by_role("listitem")).to_have_count(2)
    assert await page.evaluate(FAINT) == []
    assert complaints == []


async def test_a_long_move_can_be_stopped_by_keyboard(browser: Browser, house: House) -> None:
    page, _ = await page_at(browser, house, 1280)
    await page.get_by_role("button", name="+1 måned").press("Enter")
    halt = page.get_by_role("button", name="Stop her")
    await expect(halt).to_be_visible()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    await expect(halt).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(halt).to_be_hidden()
    await expect(page.locator("#said")).to_contain_text("Tiden er flyttet.")


async def test_on_a_narrow_page_the_feed_opens_when_something_has_happened(
    browser: Browser, house: House
) -> None:
    house.may_go_on.set()
    page, complaints = await page_at(browser, house, 390, 844)
    feed = page.locator("#feed")
    await expect(feed).to_be_hidden()
    await page.get_by_role("button", name="Næste").click()
    await expect(feed.get_by_role("listitem")).to_have_text("14.00Amal fik et spørgsmål.")
    await photograph(page, "390-feed")
    await page.get_by_role("button", name="Skjul").click()
    await expect(feed).to_be_hidden()
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390
    assert complaints == []


async def test_without_a_way_to_move_time_there_are_no_buttons(
    browser: Browser, house: House
) -> None:
    house.sim.on_jump = None
    page, _ = await page_at(browser, house, 1280)
    await expect(page.locator("#now")).to_contain_text("mandag")
    await expect(page.get_by_role("button", name="+1 dag")).to_have_count(0)


async def test_a_narrow_page_shows_one_phone_and_marks_unread_ones(
    browser: Browser, house: House
) -> None:
    page, complaints = await page_at(browser, house, 390, 844)
    await expect(page.locator(".phone:visible")).to_have_count(1)
    assert await page.locator(".switcher .caption").all_inner_texts() == list(CAPTIONS)
    for one in await page.locator(".switcher button").all():
        await expect(one).to_be_in_viewport(ratio=1)  # nobody has to be looked for
    await photograph(page, "390-start")
    amal = page.locator(".phone[data-name=Amal]")
    await amal.get_by_role("button", name="Start").click()
    await expect(amal.locator(".keyboard")).to_be_visible()
    await photograph(page, "390-chat")
    await house.sim.phones[1].start()
    tab = page.get_by_role("button", name="Jonas, ung, 1 ulæst")
    await expect(tab).to_be_visible()
    await photograph(page, "390-unread")
    await tab.click()
    await expect(page.locator(".phone[data-name=Jonas] .keyboard")).to_be_visible()
    await expect(page.get_by_role("button", name="Jonas, ung", exact=True)).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390
    assert complaints == []


async def test_the_keyboard_alone_is_enough(browser: Browser, house: House) -> None:
    page, _ = await page_at(browser, house, 1280)
    amal = page.locator(".phone[data-name=Amal]")
    await amal.get_by_role("button", name="Start").focus()
    await page.keyboard.press("Enter")
    await expect(amal.locator(".keyboard")).to_be_visible()
    await amal.get_by_role("button", name="Spring over").focus()
    await page.keyboard.press("Space")
    await expect(amal.get_by_text("Tak, noteret.")).to_be_visible()
    summary = amal.locator(".more summary")
    await summary.focus()
    await page.keyboard.press("Enter")
    await expect(amal.get_by_role("button", name="Blokér robotten")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(amal.get_by_role("button", name="Blokér robotten")).to_be_hidden()
    await expect(summary).to_be_focused()


async def test_a_page_that_lost_the_simulator_says_so(browser: Browser, house: House) -> None:
    page, _ = await page_at(browser, house, 1280)
    await house.sim.stop()
    await expect(page.locator("#said")).to_contain_text("Forbindelsen til simulatoren er væk")


@pytest.mark.parametrize("width", [390, 1280])
async def test_everything_can_be_read_and_has_a_name(
    browser: Browser, house: House, width: int
) -> None:
    page, complaints = await page_at(browser, house, width)
    amal = page.locator(".phone[data-name=Amal]")
    await amal.get_by_role("button", name="Start").click()
    await expect(amal.locator(".keyboard")).to_be_visible()
    await amal.get_by_label("Skriv til Holdfast").fill("/pause nu")
    await amal.get_by_role("button", name="Send").click()
    await expect(amal.get_by_role("link", name="/side/abc")).to_be_visible()
    await house.sim.phones[1].start()
    await house.sim.phones[2].block()
    await amal.locator(".attach summary").click()
    await page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
    assert await page.evaluate(FAINT) == []
    assert await page.evaluate(NAMELESS) == []
    assert complaints == []


async def test_a_key_below_the_chat_sends_the_own_number_and_leaves(
    browser: Browser, house: House
) -> None:
    page, complaints = await page_at(browser, house, 390, 844)
    amal = house.sim.phones[0]
    await amal.start("amal")
    await amal.wait_for("Hej Amal")
    await house.ask(
        "sendMessage",
        chat_id=amal.id,
        text="Hvad er dit nummer?",
        reply_markup={
            "keyboard": [[{"text": "Send mit nummer", "request_contact": True}]],
            "one_time_keyboard": True,
        },
    )
    phone = page.locator(".phone[data-name=Amal]")
    key = phone.get_by_role("button", name="Send mit nummer")
    await expect(key).to_be_visible()
    await photograph(page, "phones-key")
    assert await page.evaluate(FAINT) == []
    await key.click()
    await expect(phone.get_by_text("Kontakt", exact=True)).to_be_visible()
    await expect(key).to_be_hidden()
    assert complaints == []
