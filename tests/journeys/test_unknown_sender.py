"""A cry from a chat that nobody has enrolled: the card, a case, and 72 hours to write back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from simulator.phones import Phone
from storage.tables import case_file, outbox, reply
from tests.journeys import kept
from tests.journeys.town import DANGER, PHONE, Town, labels, said_after, texts
from tests.web.browser import Browser, Shown

MORE = "Det er givet videre, at du har skrevet igen."
NOT_KEPT = "Det er givet videre, at du har skrevet. Ordene gemmer jeg ikke."


async def cry(town: Town, name: str = "Stranger") -> Phone:
    stranger = town.sim.phone(name)
    await town.write(stranger, DANGER)
    return stranger


@asynccontextmanager
async def sender_page(town: Town, phone: Phone) -> AsyncIterator[tuple[Browser, Shown]]:
    """Give the page of the unknown sender behind *Åbn*."""
    said = await town.tap(phone, "Åbn")
    path = "/d/" + said.text.rpartition("/d/")[2]
    async with Browser.open(town.app.world) as browser:
        before = await browser.get(path)
        yield browser, await browser.post(path, before.form(path))


async def write_back(browser: Browser, shown: Shown, text: str) -> Shown:
    return await browser.post("/afsender/svar", {**shown.form("/afsender/svar"), "text": text})


async def test_a_worker_writes_back_from_the_one_time_page(any_town: Town) -> None:
    stranger = await cry(any_town)
    assert labels(any_town.coordinator.last)[1] == "Åbn"
    async with sender_page(any_town, any_town.coordinator) as (browser, shown):
        assert "Ordene er ikke gemt." in shown.text
        assert "lukker på fredag kl. 10" in shown.text
        assert DANGER not in shown.text
        done = await write_back(browser, shown, "Ring til mig på 12 34 56 78.")
        assert "På vej." in done.text
        assert "Ring til mig på 12 34 56 78." in done.text
    await any_town.settle()
    assert stranger.last.text == "Ring til mig på 12 34 56 78.\n\nConny"
    assert await any_town.rows(reply) == [], "nothing of what they wrote is stored"
    [case] = await kept.all_cases(any_town)
    assert "answered_sender" in await any_town.story(case)


async def test_one_card_in_half_an_hour(any_town: Town) -> None:
    stranger = await cry(any_town)
    await any_town.wait(minutes=2)
    mark = stranger.mark
    await any_town.write(stranger, DANGER)
    [said] = said_after(stranger, mark)
    assert said.startswith(MORE)
    assert "ring 112" in said
    assert "der er kommet mere" in any_town.coordinator.last.text
    await any_town.wait(minutes=29)
    await any_town.write(stranger, DANGER)
    assert "kan ikke se, hvem du er" in stranger.last.text
    assert len(await any_town.rows(case_file)) == 1


async def test_other_words_meanwhile_are_told_and_honestly_not_kept(small_town: Town) -> None:
    stranger = await cry(small_town)
    mark = small_town.coordinator.mark
    await small_town.wait(minutes=1)
    await small_town.write(stranger, "jeg hedder Kim")
    assert stranger.last.text.startswith(NOT_KEPT)
    assert PHONE in stranger.last.text
    assert "der er kommet mere" in small_town.coordinator.last.text
    assert small_town.coordinator.last.seq > mark
    assert await small_town.rows(reply) == []


async def test_after_72_hours_the_way_is_gone_and_so_is_the_chat(any_town: Town) -> None:
    await cry(any_town)
    async with sender_page(any_town, any_town.coordinator) as (browser, shown):
        await write_back(browser, shown, "Ring 112.")
    await any_town.settle()
    await any_town.wait(hours=71, minutes=50)
    async with sender_page(any_town, any_town.coordinator) as (browser, shown):
        await any_town.wait(minutes=11)
        late = await write_back(browser, shown, "Hvor er du?")
        assert late.status == 409
        assert "De kan ikke nås her mere." in late.text
        assert "Hvor er du?" in late.text, "what was typed is kept to copy"
    await any_town.wait(hours=2)
    [row] = await any_town.rows(case_file)
    assert row["sender_chat"] is None
    assert row["episode"] == f"nobody:{row['case_file_id']}"
    assert await any_town.rows(outbox, youth_id=None, staff_id=None) == []
    [case] = await kept.all_cases(any_town)
    assert case.closed_at is None, "nothing closes by itself"


async def test_who_cries_again_late_can_be_answered_for_as_long_again(any_town: Town) -> None:
    stranger = await cry(any_town)
    await any_town.wait(hours=71)
    await any_town.write(stranger, DANGER)
    await any_town.wait(hours=2)
    async with sender_page(any_town, any_town.coordinator) as (browser, shown):
        assert "lukker på mandag kl. 9" in shown.text, "72 hours from the second cry"
        await write_back(browser, shown, "Vi er her.")
    await any_town.settle()
    assert stranger.last.text == "Vi er her.\n\nConny"
    await any_town.wait(hours=71)
    [row] = await any_town.rows(case_file)
    assert row["sender_chat"] is None, "and no longer"


async def test_a_cry_after_that_is_a_case_of_its_own(small_town: Town) -> None:
    stranger = await cry(small_town)
    await small_town.wait(hours=74)
    await small_town.write(stranger, DANGER)
    assert "kan ikke se, hvem du er" in stranger.last.text
    assert len(await kept.all_cases(small_town)) == 2


async def test_a_cpr_number_is_not_sent_and_the_same_form_sends_once(small_town: Town) -> None:
    stranger = await cry(small_town)
    mark = stranger.mark
    async with sender_page(small_town, small_town.coordinator) as (browser, shown):
        refused = await write_back(browser, shown, "010190-1234")
        assert (refused.status, "CPR" in refused.text) == (400, True)
        for _ in range(2):
            await write_back(browser, shown, "Vi er her.")
    await small_town.settle()
    assert said_after(stranger, mark) == ["Vi er her.\n\nConny"]


async def test_who_is_not_on_the_case_gets_no_page(small_town: Town) -> None:
    await cry(small_town)
    opens = small_town.coordinator.last.button("Åbn")
    assert opens is not None
    await small_town.mentor.forge(opens.data or "")
    await small_town.settle()
    assert small_town.mentor.last.text == "Det har du ikke adgang til. Spørg koordinatoren."


@pytest.mark.parametrize("path", ["/afsender", "/ung"])
async def test_the_visit_opens_this_page_alone(small_town: Town, path: str) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "hej")
    await cry(small_town)
    async with Browser.open(small_town.app.world) as browser:
        assert (await browser.get(path)).status == 403
    async with sender_page(small_town, small_town.coordinator) as (browser, _):
        assert (await browser.get("/ung")).status == 403


async def test_what_cannot_be_screened_gets_the_number_to_call(small_town: Town) -> None:
    stranger = small_town.sim.phone("Stranger")
    await stranger.voice()
    await small_town.settle()
    assert PHONE in stranger.last.text
    assert await kept.all_cases(small_town) == []
    assert "sag 1" not in " ".join(texts(small_town.coordinator))
