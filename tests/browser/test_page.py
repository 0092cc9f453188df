"""The page of one youth in a real browser, in a hand, at a desk, and at night."""

from datetime import timedelta
from typing import Any, Literal

import pytest
from playwright.async_api import Browser, Page, expect

from domain.case import CaseKind
from domain.message import OutboxState
from domain.reply import ReplyKind
from domain.task import TaskKind
from tests.browser.page_house import (
    DESK,
    PHONE,
    Served,
    assert_readable,
    quiet_page,
    shoot,
)
from tests.web.cast import HOUR, Cast
from tests.web.test_duties_on_the_page import owes

DAY = timedelta(days=1)
LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 3
SIZES = [pytest.param(PHONE, id="phone"), pytest.param(DESK, id="desk")]
SCHEMES: list[Literal["light", "dark"]] = ["light", "dark"]


async def a_busy_week(cast: Cast) -> None:
    """Let Bo answer, skip, write, and be answered; two things wait."""
    await cast.answers("school", value="7", number=7, **read(cast, 3))
    await cast.answers("staying", value="mixed", **read(cast, 3))
    await cast.answers("school", kind=ReplyKind.SKIP, **read(cast, 2))
    await cast.opens_case(CaseKind.CALL_ME)
    await cast.opens_case()
    await cast.answers("school", value="2", number=2)
    await cast.answers(
        "words", text="Det var ok.\nMen mandag var lang, og jeg gad ikke blive til sidste time."
    )
    await cast.says("Kan du ringe i eftermiddag? Jeg vil helst ikke skrive om det her")
    await cast.says(None, kind=ReplyKind.VOICE, ago=HOUR / 4)
    off = "Hej Bo. Der bliver ikke café på torsdag alligevel. Vi siger til, når der er en ny."
    await owes(cast, TaskKind.PLANNED_CONTACT, off, name="cafe:1:off:1")
    await owes(cast, TaskKind.ASK_TRUSTED, due=cast.clock.time - HOUR, name="trusted")


def read(cast: Cast, days: int) -> dict[str, Any]:
    at = cast.clock.time
    return {"ago": days * DAY, "read_at": at - days * DAY + HOUR, "read_by": cast.mette}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", SCHEMES)
async def test_a_worker_reads_and_answers_without_a_script(
    served: Served, browser: Browser, size: Any, scheme: Literal["light", "dark"]
) -> None:
    name, complaints = f"{size['width']}-{scheme}", list[str]()
    await a_busy_week(served.cast)
    context = await browser.new_context(
        viewport=size, color_scheme=scheme, locale="da-DK", java_script_enabled=False
    )
    page = await quiet_page(context, complaints)

    await page.goto(await served.link())
    await assert_readable(page)
    await shoot(page, f"{name}-1-link")
    await page.get_by_role("button", name="Vis").click()

    await expect(page.get_by_role("heading", level=1)).to_have_text("Bo")
    await expect(page.get_by_text("Kan du ringe i eftermiddag?")).to_be_visible()
    await assert_readable(page)
    await shoot(page, f"{name}-2-page")

    await page.get_by_label("Dit svar").fill("Mit nummer er 010190-1234")
    await page.get_by_role("button", name="Send til Bo").click()
    field = page.get_by_label("Dit svar")
    await expect(field).to_be_focused()
    await expect(field).to_have_value("Mit nummer er 010190-1234")
    await expect(page.get_by_role("alert")).to_contain_text("CPR-nummer")
    await assert_readable(page)
    await shoot(page, f"{name}-3-error")

    await field.fill("Ja, jeg ringer kl. 15.")
    await page.get_by_role("button", name="Send til Bo").click()
    await expect(page.get_by_role("status")).to_contain_text("På vej. Bo får det")
    await served.cast.delivered(OutboxState.SENT)
    await page.reload()
    await assert_readable(page)
    await shoot(page, f"{name}-4-sent")
    assert complaints == [
        "Failed to load resource: the server responded with a status of 400 (Bad Request)"
    ]
    await context.close()


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_page_a_blocked_youth_and_the_end_are_calm(
    served: Served, browser: Browser, size: Any
) -> None:
    context = await browser.new_context(viewport=size, locale="da-DK")
    page = await quiet_page(context, [])
    await enter(page, served)
    await expect(page.get_by_text("Bo har ikke skrevet eller svaret endnu.")).to_be_visible()
    await assert_readable(page)
    await shoot(page, f"{size['width']}-5-empty")

    await served.cast.change_bo(blocked_at=served.cast.clock.time)
    await served.cast.opens_case(CaseKind.UNREACHABLE)
    await page.reload()
    await expect(page.get_by_role("heading", name="Bo kan ikke nås her")).to_be_visible()
    await assert_readable(page)
    await shoot(page, f"{size['width']}-6-blocked")

    await page.get_by_role("button", name="Luk siden").click()
    await expect(page.get_by_role("heading", name="Siden er lukket")).to_be_visible()
    await assert_readable(page)
    await shoot(page, f"{size['width']}-7-closed")
    await context.close()


async def test_an_answer_from_a_visit_that_ended_can_be_copied(
    served: Served, browser: Browser
) -> None:
    context = await browser.new_context(viewport=PHONE, locale="da-DK")
    page = await quiet_page(context, [])
    await enter(page, served)
    await page.get_by_label("Dit svar").fill("Noget, der tog lang tid at skrive.")
    served.cast.clock.pass_by(timedelta(minutes=31))
    await page.get_by_role("button", name="Send til Bo").click()
    await expect(page.get_by_label("Din tekst")).to_have_value(
        "Noget, der tog lang tid at skrive."
    )
    await assert_readable(page)
    await shoot(page, "390-8-kept")
    await context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
async def test_long_words_and_many_replies_never_widen_the_page(
    served: Served, browser: Browser, width: int
) -> None:
    cast = served.cast
    for number in range(25):
        await cast.says(f"Besked nummer {number}. " + "Det går op og ned. " * (number % 5))
    await cast.says(LONG, level="crisis")
    await cast.says("Det hele er lige meget", level="concern")
    await cast.says("مرحبا، كيف حالك؟ " * 4)
    await cast.opens_case(CaseKind.CRISIS)
    context = await browser.new_context(viewport={"width": width, "height": 800}, locale="da-DK")
    page = await quiet_page(context, [])
    await enter(page, served)
    await assert_readable(page)
    await shoot(page, f"{width}-9-many")
    await context.close()


async def test_the_keyboard_goes_from_top_to_bottom(served: Served, browser: Browser) -> None:
    await served.cast.says("Hej")
    context = await browser.new_context(viewport=DESK, locale="da-DK")
    page = await quiet_page(context, [])
    await enter(page, served)
    stops = []
    for _ in range(5):
        await page.keyboard.press("Tab")
        stops.append(await page.evaluate("document.activeElement.textContent.trim()"))
        outline = "getComputedStyle(document.activeElement).outlineWidth"
        assert await page.evaluate(outline) == "3px"
    assert stops == [
        "Gå til det nye",
        "Luk siden",
        "",
        "Send til Bo",
        "Læst",
    ]
    await context.close()


async def test_on_a_phone_what_is_new_stands_before_what_was_agreed(
    served: Served, browser: Browser
) -> None:
    await served.cast.says("Hej")
    context = await browser.new_context(viewport=PHONE, locale="da-DK")
    page = await quiet_page(context, [])
    await enter(page, served)
    tops = []
    for heading in ("Det venter", "Nyt fra Bo", "Aftalt", "Dage, tid og vej"):
        found = page.get_by_role("heading", name=heading, exact=True)
        box = await found.bounding_box()
        assert box
        tops.append(box["y"])
    assert tops == sorted(tops)
    await context.close()


async def test_paper_shows_the_words_and_no_buttons(served: Served, browser: Browser) -> None:
    await served.cast.says("Hej på papir")
    context = await browser.new_context(viewport=DESK, locale="da-DK", color_scheme="dark")
    page = await quiet_page(context, [])
    await enter(page, served)
    await page.emulate_media(media="print")
    await expect(page.get_by_text("Hej på papir")).to_be_visible()
    await expect(page.get_by_role("button")).to_have_count(0)
    await assert_readable(page)
    await shoot(page, "print")
    await context.close()


async def enter(page: Page, served: Served) -> None:
    await page.goto(await served.link())
    await page.get_by_role("button", name="Vis").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Bo")


@pytest.mark.parametrize("size", SIZES)
async def test_a_talk_is_noted_in_fields_of_ordinary_height_with_the_button_below(
    served: Served, browser: Browser, size: Any
) -> None:
    context = await browser.new_context(viewport=size, locale="da-DK")
    page = await quiet_page(context, [])
    await enter(page, served)
    form = page.locator(".log form")
    day, button = form.get_by_label("Hvilken dag?"), form.get_by_role("button")
    field, pressed = await day.bounding_box(), await button.bounding_box()
    last = await form.get_by_role("radio").last.bounding_box()
    assert field
    assert pressed
    assert last
    assert field["height"] < 64
    assert pressed["height"] < 80
    assert pressed["y"] > max(field["y"] + field["height"], last["y"] + last["height"])
    await context.close()
