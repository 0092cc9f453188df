"""The form of /ny in a real browser, in a hand and at a desk, without a script."""

from typing import Any, Literal

import pytest
from playwright.async_api import Browser, Page, expect

from content.areas.enrolment import EnrolmentKey
from services.staff_page_link import StaffPage, offer_staff_page
from storage import staff
from tests.browser.page_house import (
    DESK,
    PHONE,
    Served,
    assert_readable,
    quiet_page,
    shoot,
)

SIZES = [pytest.param(PHONE, id="phone"), pytest.param(DESK, id="desk")]
SCHEMES: list[Literal["light", "dark"]] = ["light", "dark"]
REFUSED = "Failed to load resource: the server responded with a status of 400 (Bad Request)"


async def enter(page: Page, served: Served) -> None:
    """Open the form as Mette, who asked for it."""
    cast, token = served.cast, served.cast.world.new_token()
    mette = await cast.store.read(staff.get, cast.mette)
    assert mette is not None
    await cast.store.write(
        offer_staff_page,
        cast.clock.time,
        cast.world.house,
        mette,
        StaffPage.NEW_YOUTH,
        key=EnrolmentKey.NEW_YOUTH_LINK,
        token=token,
        public_url=served.address,
    )
    await page.goto(f"{served.address}/d/{token}")
    await page.get_by_role("button", name="Vis").click()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", SCHEMES)
async def test_a_youth_is_taken_in_and_the_picture_stands_there(
    served: Served, browser: Browser, size: Any, scheme: Literal["light", "dark"]
) -> None:
    name, complaints = f"ny-{size['width']}-{scheme}", list[str]()
    context = await browser.new_context(
        viewport=size, color_scheme=scheme, locale="da-DK", java_script_enabled=False
    )
    page = await quiet_page(context, complaints)
    await enter(page, served)
    await expect(page.get_by_role("heading", level=1)).to_have_text("En ny ung")
    await assert_readable(page)
    await shoot(page, f"{name}-1-form")

    await page.get_by_label("Navn").fill("Amal 010190-1234")
    await page.get_by_label("SMS fra en medarbejder").check()
    await page.get_by_role("button", name="Tag den unge ind").click()
    await expect(page.get_by_role("alert")).to_contain_text("felter skal rettes")
    await expect(page.get_by_label("Navn")).to_have_value("Amal 010190-1234")
    await expect(page.get_by_label("SMS fra en medarbejder")).to_be_checked()
    await assert_readable(page)
    await shoot(page, f"{name}-2-errors")

    await page.get_by_label("Navn").fill("Amal")
    await page.get_by_label("Robot i Telegram").check()
    await page.get_by_label("Hvem træder til").select_option(label="Karl Friis")
    if not await page.get_by_label("Program", exact=True).input_value():
        await page.get_by_label("Program", exact=True).select_option("projekt-run")
    await page.get_by_role("button", name="Tag den unge ind").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Amal er skrevet ind")
    await expect(page.get_by_role("img", name="Billede af linket")).to_be_visible()
    await expect(page.get_by_label("Link", exact=True)).to_have_value(
        served.cast.world.house.bot_username().join(("https://t.me/", "?start="))
        + (await page.get_by_label("Link", exact=True).input_value()).rpartition("=")[2]
    )
    await assert_readable(page)
    await shoot(page, f"{name}-3-done")
    assert complaints == [REFUSED]
    await context.close()
