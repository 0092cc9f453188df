"""How often they talk is agreed at a page, with a reason, by whoever works with the youth."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from content.programmes import load_programmes
from domain.agreement import Agreement
from domain.people import Actor, Channel, Tier, YouthStatus
from services.own_interval import LONGEST, set_interval
from services.world import Programmes
from storage import agreements, audit
from storage import programmes as programme_rows
from storage.tx import Tx
from tests.web.browser import Browser, Shown
from tests.web.cast import NOW, Cast

WHY = "Ny i job, og vil gerne tale oftere"
FORM = "/ung/hvor_tit"


async def agree(browser: Browser, page: Shown, **typed: str) -> Shown:
    """Send the form with what was typed."""
    return await browser.post(FORM, {**page.form(FORM), **typed})


async def page_of(cast: Cast, browser: Browser, by: int | None = None) -> Shown:
    """Open Bo's page as his mentor, or as somebody else."""
    return await browser.press_show(await cast.link(by))


async def kept(cast: Cast) -> Agreement:
    """Return what was agreed with Bo."""
    return await cast.store.read(agreements.get, cast.bo)


async def put_on_the_year(cast: Cast) -> None:
    """Let Bo be on day 100 of the built-in year, in which tiers count."""
    made = load_programmes()["projekt-run"]

    def put(tx: Tx) -> int:
        return programme_rows.remember(tx, NOW, made.key, made.text)

    version = await cast.store.write(put)
    start = NOW - timedelta(days=100)
    await cast.change_bo(programme_version_id=version, accepted_at=start, contact_interval_days=14)
    programmes = Programmes({version: made}, {made.key: version})
    cast.world = replace(cast.world, house=replace(cast.world.house, programmes=programmes))


async def test_an_interval_of_the_two_is_kept_with_the_reason_and_who_wrote_it(
    cast: Cast, browser: Browser
) -> None:
    shown = await agree(browser, await page_of(cast, browser), dage="10", text=WHY)
    assert shown.status == 200
    agreed, bo = await kept(cast), await cast.youth()
    assert (bo.contact_interval_days, agreed.own_interval) == (10, True)
    assert (agreed.often_reason, agreed.often_by, agreed.often_at) == (WHY, cast.mette, NOW)
    assert "Gemt. Bo har ikke fået besked om det." in shown.text
    assert f"Derfor: {WHY} (Mette, i dag kl. 13)" in shown.text
    assert "10. dag, aftalt af jer to" in shown.text


async def test_the_reason_stands_on_the_page_alone_and_nothing_is_sent(
    cast: Cast, browser: Browser
) -> None:
    await agree(browser, await page_of(cast, browser), dage="10", text=WHY)
    lines = await cast.store.read(audit.of_youth, cast.bo)
    assert (f"staff:{cast.mette}", "set_interval") in {one[1:3] for one in lines}
    assert WHY not in str(lines)
    assert await cast.messages(cast.bo) == []


async def test_an_empty_field_lets_the_programme_say_it_again(
    cast: Cast, browser: Browser
) -> None:
    usual = (await cast.youth()).contact_interval_days
    shown = await agree(browser, await page_of(cast, browser), dage="3", text=WHY)
    assert 'value="3"' in shown.response.text
    await agree(browser, shown, dage="", text="Det går godt nu")
    agreed, bo = await kept(cast), await cast.youth()
    assert (bo.contact_interval_days, agreed.own_interval) == (usual, False)
    assert agreed.often_reason == "Det går godt nu"


async def test_another_tier_moves_the_interval_and_is_a_line_of_the_trail(
    cast: Cast,
) -> None:
    await put_on_the_year(cast)
    async with Browser.open(cast.world) as browser:
        page = await page_of(cast, browser, cast.anna)
        assert "A: mindst hver 7. dag" in page.text
        await agree(browser, page, gruppe="A", dage="", text=WHY)
    bo = await cast.youth()
    assert (bo.tier, bo.contact_interval_days) == (Tier.A, 7)
    lines = await cast.store.read(audit.of_youth, cast.bo)
    assert (f"staff:{cast.anna}", "set_tier") in {one[1:3] for one in lines}


async def test_a_programme_without_tiers_asks_for_none(cast: Cast, browser: Browser) -> None:
    assert 'name="gruppe"' not in (await page_of(cast, browser)).response.text


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"dage": "10", "text": "  "}, "Skriv kort hvorfor"),
        ({"dage": "10", "text": "x" * 201}, "højst fylde 200 tegn"),
        ({"dage": "10", "text": "Hans nummer er 010203-1234"}, "CPR"),
        ({"dage": "0", "text": WHY}, "fra 1 til 31"),
        ({"dage": str(LONGEST + 1), "text": WHY}, "fra 1 til 31"),
        ({"dage": "hver uge"[:3], "text": WHY}, "fra 1 til 31"),
    ],
)
async def test_what_cannot_be_kept_is_said_and_nothing_typed_is_lost(
    cast: Cast, browser: Browser, typed: dict[str, str], why: str
) -> None:
    before = await cast.youth()
    shown = await agree(browser, await page_of(cast, browser), **typed)
    assert (shown.status, why in shown.text) == (400, True)
    assert f'value="{typed["dage"]}"' in shown.response.text
    assert typed["text"].strip() in shown.response.text
    assert await cast.youth() == before
    assert await kept(cast) == Agreement()


async def test_the_same_form_twice_is_one_agreement(cast: Cast, browser: Browser) -> None:
    page = await page_of(cast, browser)
    for _ in range(2):
        assert (await agree(browser, page, dage="10", text=WHY)).status == 200
    lines = await cast.store.read(audit.of_youth, cast.bo)
    assert [one[2] for one in lines].count("set_interval") == 1


async def test_a_command_forgets_the_reason_of_what_held_before(
    cast: Cast, browser: Browser
) -> None:
    await agree(browser, await page_of(cast, browser), dage="10", text=WHY)
    house = cast.world.house
    await cast.store.write(set_interval, Actor.cli("maja"), NOW, house, "Bo Lind", 20)
    assert (await kept(cast)).often_reason == ""


async def test_whom_nobody_owes_a_talk_has_nothing_to_agree_on(
    cast: Cast, browser: Browser
) -> None:
    page = await page_of(cast, browser)
    await cast.change_bo(status=YouthStatus.ENDED.value)
    shown = await agree(browser, page, dage="10", text=WHY)
    assert shown.status == 400
    assert FORM not in shown.forms
    assert "ingen fast kontakt" in shown.text


async def test_who_covers_no_more_agrees_on_nothing(cast: Cast, browser: Browser) -> None:
    page = await page_of(cast, browser, cast.karl)
    await cast.change_bo(cover_id=cast.ulla)
    assert (await agree(browser, page, dage="10", text=WHY)).status == 403
    assert (await kept(cast)).often_reason == ""


async def test_a_youth_without_a_chat_is_told_by_whoever_agreed_it(
    cast: Cast, browser: Browser
) -> None:
    await cast.change_bo(channel=Channel.PHONE.value, chat_id=None)
    assert "sig selv, hvad I har aftalt" in (await page_of(cast, browser)).text
