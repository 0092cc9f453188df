"""The state is in the database: a restart goes on where it was, and an edit counts from then."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.ground import opened
from domain.case import CaseKind, CaseState, ContactWay, Outcome
from domain.reply import ReplyKind
from services.invite import NewYouth, invite_youth
from storage.tables import programme_version
from tests.journeys.conftest import MakeTown
from tests.journeys.town import CLI, COVER, MENTOR, Town, texts
from tests.plain import CONTENT


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a copy of the content that a test may edit."""
    copy = tmp_path / "content"
    shutil.copytree(CONTENT, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


@pytest.fixture
async def own_content(make_town: MakeTown, content: Path) -> AsyncIterator[Town]:
    """Return a town with its staff hired, whose programme can be edited."""
    async with make_town(content=content) as made:
        await made.hire()
        yield made


def edit(content: Path, old: str, new: str) -> None:
    """Change words of the programme file."""
    path = content / "programmes" / "projekt-run.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


async def test_a_restart_in_the_middle_of_everything_goes_on(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.restart()
    await any_town.until("2026-03-03 14:00")
    await any_town.restart()
    await any_town.tap(amal, "1")
    await any_town.restart()
    await any_town.tap(amal, "Det kører")
    await any_town.restart()
    await any_town.write(amal, "ok")
    await any_town.restart()
    await any_town.tap(amal, "Skriv til mig")
    assert [reply.kind for reply in await any_town.replies(amal)] == [ReplyKind.ANSWER] * 3
    await any_town.restart()
    await any_town.tap(any_town.mentor, "Jeg tager den")
    await any_town.restart()
    for label in ("Talt sammen", "Ringet", "Godt", "Som aftalt"):
        await any_town.tap(any_town.mentor, label)
    low = await any_town.case(amal, CaseKind.LOW_ANSWER)
    assert (low.state, low.outcome, low.way) == (
        CaseState.CLOSED,
        Outcome.TALKED,
        ContactWay.CALLED,
    )
    assert await any_town.kinds(amal) == [CaseKind.WORD], "words wait for somebody to read them"


async def test_what_came_while_nobody_ran_is_taken_up(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.stop()
    await amal.write("er du der?")
    await small_town.start()
    await small_town.settle()
    assert "Det er givet videre til Maja" in amal.last.text
    assert [reply.text for reply in await small_town.replies(amal)] == ["er du der?"]


async def test_an_old_question_keeps_its_own_words_and_the_next_has_the_new(
    own_content: Town, content: Path
) -> None:
    town = own_content
    amal = await town.enrol("Amal")
    await town.until("2026-03-03 14:00")
    old = "Hvad passer bedst på dig og skolen lige nu?"
    edit(content, old, "Hvordan går det så?")
    await town.restart()
    assert (await town.tap(amal, "7")).text == old
    await town.tap(amal, "Spring over")
    await town.until("2026-03-10 14:00")
    assert (await town.tap(amal, "7")).text == "Hvordan går det så?"
    assert len(await town.rows(programme_version)) == 2


async def test_an_edited_time_never_asks_twice_on_one_day(
    own_content: Town, content: Path
) -> None:
    town = own_content
    amal = await town.enrol("Amal")
    await town.until("2026-03-03 14:30")
    edit(content, 'at = "14.00"', 'at = "11.00"')
    edit(content, 'remind_after = "22 hours"', 'remind_after = "4 hours"')
    edit(content, 'window = "3 days"', 'window = "12 hours"')
    edit(content, 'rule = "FREQ=WEEKLY;BYDAY=TU"', 'rule = "FREQ=WEEKLY;BYDAY=TU,WE"')
    await town.restart()
    await town.until("2026-03-03 23:00")
    assert sum("ugens tre" in text for text in texts(amal)) == 1
    await town.until("2026-03-04 11:00")
    assert sum("ugens tre" in text for text in texts(amal)) == 2


async def test_a_contact_taken_out_is_asked_no_more_and_a_new_one_is(
    own_content: Town, content: Path
) -> None:
    town = own_content
    amal = await town.enrol("Amal")
    path = content / "programmes" / "projekt-run.toml"
    text = path.read_text(encoding="utf-8").replace("contacts.cafe", "contacts.supper")
    path.write_text(text, encoding="utf-8")
    await town.restart()
    await town.until("2026-03-05 12:30")
    youth = await town.youth(amal)
    assert [one.contact_key for one in await town.checkins(amal)] == ["weekly", "supper"]
    assert youth.programme_version_id == max(town.app.world.house.programmes.newest.values())


async def test_a_youth_invited_after_an_edit_is_no_stranger_to_a_process_from_before(
    own_content: Town, content: Path
) -> None:
    # A command reads the edited file while the old process still runs on the same database.
    running = own_content
    edit(content, "Hvad passer bedst på dig og skolen lige nu?", "Hvordan går det så?")
    async with opened(running.settings, running.clock) as ground:
        new = NewYouth(name="Bo", programme="projekt-run", mentor=MENTOR, cover=COVER)
        link = (await invite_youth(ground.world, CLI, new)).link
    bo = running.sim.phone("Bo")
    await bo.open(link)
    await running.settle()
    for label in ("Dansk", "Videre", "18 eller mere", "Ja, prøv det"):
        await running.tap(bo, label)
    await running.until("2026-03-03 14:00")
    assert (await running.tap(bo, "7")).text == "Hvordan går det så?"
    await running.write(bo, "hej")
    assert await running.kinds(bo) != []
