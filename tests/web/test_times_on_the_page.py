"""A youth without the bot decides, too: their worker writes it down, by the same rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time, timedelta

import pytest

from content.programmes import parse_programme
from domain.agreement import Agreement
from domain.people import Channel
from domain.task import Task, TaskKind
from services.world import Programmes
from storage import agreements, audit, programmes, tasks
from tests.plain import PROGRAMMES
from tests.web.browser import Browser, Shown
from tests.web.cast import NOW, Cast


async def write(browser: Browser, page: Shown, **typed: str) -> Shown:
    """Send the form with what was typed."""
    return await browser.post("/ung/tider", {**page.form("/ung/tider"), **typed})


async def page_of(cast: Cast, browser: Browser) -> Shown:
    """Open Bo's page as his mentor."""
    return await browser.press_show(await cast.link())


async def kept(cast: Cast) -> Agreement:
    """Return what was agreed with Bo."""
    return await cast.store.read(agreements.get, cast.bo)


async def test_days_hour_road_and_handshake_are_kept_as_the_youth_said_them(
    cast: Cast, browser: Browser
) -> None:
    await cast.change_bo(phone="22334455")
    typed = {"dag1": "1", "dag3": "1", "time": "13", "vej": "phone", "haandslag": "1"}
    shown = await write(browser, await page_of(cast, browser), **typed)
    assert shown.status == 200
    agreed, bo = await kept(cast), await cast.youth()
    assert (agreed.days, agreed.at, bo.channel) == ((1, 3), time(13), Channel.PHONE)
    assert agreed.handshake_at == NOW
    lines = await cast.store.read(audit.of_youth, cast.bo)
    assert (f"staff:{cast.mette}", "keep_times") in {one[1:3] for one in lines}


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"dag1": "1", "time": "21"}, "Det tidspunkt går ikke"),
        ({"dag1": "1", "vej": "sms"}, "Skriv først nummeret"),
    ],
)
async def test_what_the_youth_could_not_choose_is_not_kept_and_nothing_typed_is_lost(
    cast: Cast, browser: Browser, typed: dict[str, str], why: str
) -> None:
    shown = await write(browser, await page_of(cast, browser), **typed)
    assert shown.status == 400
    assert why in shown.text
    assert 'name="dag1" value="1" checked' in shown.response.text
    assert (await kept(cast)).days == ()


async def test_a_road_that_nobody_chose_is_still_to_be_agreed(
    cast: Cast, browser: Browser
) -> None:
    shown = await write(browser, await page_of(cast, browser), dag1="1")
    assert (await kept(cast)).days == (1,)
    assert "kontaktvej" in shown.text, "the worker is still to ask"


async def test_a_topic_that_is_not_ticked_is_stopped(cast: Cast, browser: Browser) -> None:
    page = await page_of(cast, browser)
    topics = cast.world.house.programmes.by_version[cast.version].topics
    await write(browser, page, **{f"emne_{one.key}": "1" for one in topics[1:]})
    assert (await kept(cast)).topics_off == {one.key for one in topics[:1]}


async def test_of_whom_nothing_is_asked_any_more_their_worker_knows_it(cast: Cast) -> None:
    await every_question_has_a_topic(cast)
    async with Browser.open(cast.world) as browser:
        page = await write(browser, await page_of(cast, browser))
        owed = [one for one in await duties(cast) if one.kind is TaskKind.ALL_OFF]
        assert [one.staff_id for one in owed] == [cast.mette]
        await write(browser, page, emne_school="1")
    assert TaskKind.ALL_OFF not in {one.kind for one in await duties(cast)}


async def duties(cast: Cast) -> Sequence[Task]:
    """Return what is left to do about Bo."""
    return await cast.store.read(tasks.open_of_youth, cast.bo)


async def every_question_has_a_topic(cast: Cast) -> None:
    """Let Bo follow a programme of which all that it asks can be stopped."""
    file = (PROGRAMMES / "projekt-run.toml").read_text("utf-8")
    text = file.replace('key = "words"', 'key = "words"\ntopic = "school"')
    made = parse_programme(text, place="projekt-run.toml")
    version = await cast.store.write(programmes.remember, NOW, made.key, text)
    await cast.change_bo(programme_version_id=version)
    known = Programmes({version: made}, {made.key: version})
    cast.world = replace(cast.world, house=replace(cast.world.house, programmes=known))


async def test_a_pause_by_phone_holds_and_ends_when_the_youth_says_so(
    cast: Cast, browser: Browser
) -> None:
    await cast.change_bo(channel=Channel.PHONE.value, phone="22334455")
    until = (NOW + timedelta(days=14)).date().isoformat()
    shown = await write(browser, await page_of(cast, browser), pause=until)
    assert (await cast.youth()).is_paused(NOW)
    await write(browser, shown, pause_slut="1")
    assert not (await cast.youth()).is_paused(NOW)


@pytest.mark.parametrize("ahead", [0, 91, None])
async def test_a_pause_without_a_day_to_come_is_none(
    cast: Cast, browser: Browser, ahead: int | None
) -> None:
    await cast.change_bo(channel=Channel.PHONE.value)
    day = "soon" if ahead is None else (NOW + timedelta(days=ahead)).date().isoformat()
    shown = await write(browser, await page_of(cast, browser), pause=day)
    assert "højst 90 dage frem" in shown.text
    assert (await cast.youth()).paused_until is None


async def test_who_has_the_bot_pauses_it_themselves(cast: Cast, browser: Browser) -> None:
    page = await page_of(cast, browser)
    assert 'name="pause"' not in page.response.text
    await write(browser, page, pause=(NOW + timedelta(days=7)).date().isoformat())
    assert (await cast.youth()).paused_until is None
