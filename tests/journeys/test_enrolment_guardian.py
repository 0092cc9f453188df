"""From 15 to 17: the youth's own yes counts, and the worker settles what parents know."""

from __future__ import annotations

import pytest

from domain.agreement import Agreement, Guardian
from domain.people import YouthStatus
from domain.task import Task, TaskKind
from simulator.phones import Phone
from storage import agreements, tasks
from tests.journeys.town import Town, at, labels, newest_with, texts
from tests.web.browser import Browser


async def agreed(town: Town, phone: Phone) -> Agreement:
    return await town.read(agreements.get, (await town.youth(phone)).id)


async def duty(town: Town, phone: Phone) -> Task | None:
    youth = await town.youth(phone)
    found = await town.read(tasks.open_of_youth, youth.id)
    return next((task for task in found if task.kind is TaskKind.GUARDIAN_REVIEW), None)


async def test_the_yes_is_their_own_and_the_worker_gets_the_duty(any_town: Town) -> None:
    amal = await any_town.said_yes("Amal", age="15 til 17")
    assert (await any_town.youth(amal)).status is YouthStatus.ACTIVE
    assert await duty(any_town, amal) is not None
    asked = newest_with(any_town.mentor, "De ved det")
    assert "Amal" not in asked.text
    await any_town.tap(any_town.mentor, "De ved det", asked)
    assert texts(any_town.mentor)[-1] == "Forældre eller værge: de ved det."
    assert (await agreed(any_town, amal)).guardian is Guardian.INFORMED
    assert await duty(any_town, amal) is None


async def test_the_youth_may_tell_it_themselves(small_town: Town) -> None:
    amal = await small_town.said_yes("Amal", age="15 til 17")
    while "Det siger jeg selv" not in amal.last.labels:
        await small_town.tap(amal, "Spring over")
    await small_town.tap(amal, "Det siger jeg selv")
    assert "Det her lover vi:" in amal.last.text
    assert "Den unge vil selv fortælle det." in texts(small_town.mentor)
    wish = newest_with(small_town.mentor, "Den unge siger det")
    await small_town.tap(small_town.mentor, "Den unge siger det", wish)
    assert (await agreed(small_town, amal)).guardian is Guardian.YOUTH_TELLS
    assert await duty(small_town, amal) is None


async def test_telling_nothing_needs_a_reason_a_leader_and_a_day(any_town: Town) -> None:
    amal = await any_town.said_yes("Amal", age="15 til 17")
    leader = await any_town.person(any_town.coordinator)
    asked = newest_with(any_town.mentor, "De ved det ikke")
    left = asked.button("De ved det")
    assert left is not None
    token = (await any_town.tap(any_town.mentor, "De ved det ikke", asked)).text.rpartition("/p/")
    async with Browser.open(any_town.app.world) as browser:
        page = await browser.press_show(token[2])
        form = page.form("/ung/foraeldre")
        typed = {**form, "text": "Amal er ikke tryg hjemme.", "leder": "", "igen": "2026-04-01"}
        wrong = await browser.post("/ung/foraeldre", typed)
        assert wrong.status == 400
        assert "Skriv en grund, vælg en leder" in wrong.text
        assert "Amal er ikke tryg hjemme." in wrong.response.text, "nothing typed is lost"
        done = await browser.post("/ung/foraeldre", {**typed, "leder": str(leader.id)})
    assert "Amal er ikke tryg hjemme. Aftalt med Conny" in done.text
    found = await agreed(any_town, amal)
    assert found.guardian is Guardian.NOT_INFORMED
    again = await duty(any_town, amal)
    assert again is not None
    assert again.due_at == at("2026-04-01 09:00")
    assert "tryg" not in " ".join(texts(any_town.mentor))
    await any_town.settle()
    old = next(one for one in any_town.mentor.messages if one.id == asked.id)
    assert labels(old) == [], "what was asked is settled"
    assert left.data is not None
    await any_town.mentor.forge(left.data)
    await any_town.settle()
    assert any_town.mentor.last.text.endswith("Det står på siden, og det ændres kun dér.")
    assert await agreed(any_town, amal) == found, "reason, leader and day stand"


@pytest.mark.parametrize(
    ("ende", "end"),
    [("informed", Guardian.INFORMED), ("youth_tells", Guardian.YOUTH_TELLS)],
)
async def test_the_other_two_ends_stand_on_the_page_as_well(
    small_town: Town, ende: str, end: Guardian
) -> None:
    amal = await small_town.said_yes("Amal", age="15 til 17")
    notice = newest_with(small_town.mentor, "Åbn")
    async with small_town.page(small_town.mentor, message=notice) as (browser, page):
        await browser.post("/ung/foraeldre", {**page.form("/ung/foraeldre"), "ende": ende})
    assert (await agreed(small_town, amal)).guardian is end
    assert await duty(small_town, amal) is None


async def test_adults_have_no_such_step(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    assert await duty(small_town, amal) is None
    assert not any("under 18" in text for text in texts(small_town.mentor))


@pytest.mark.parametrize("choice", ["De ved det", "Den unge siger det"])
async def test_nobody_else_settles_it(small_town: Town, choice: str) -> None:
    amal = await small_town.said_yes("Amal", age="15 til 17")
    data = newest_with(small_town.mentor, choice).button(choice)
    assert data is not None
    await amal.forge(data.data or "")
    await small_town.settle()
    assert (await agreed(small_town, amal)).guardian is None


async def test_while_the_worker_is_away_the_cover_is_asked(small_town: Town) -> None:
    amal = await small_town.asked("Amal")
    await small_town.write(small_town.mentor, "/vaek")
    for label in ("Nu", "Om to uger", "Karim"):
        await small_town.tap(small_town.mentor, label)
    await small_town.say_yes(amal, age="15 til 17")
    asked = newest_with(small_town.cover, "De ved det")
    assert not any("De ved det" in labels(one) for one in small_town.mentor.messages)
    await small_town.tap(small_town.cover, "De ved det", asked)
    assert (await agreed(small_town, amal)).guardian is Guardian.INFORMED
