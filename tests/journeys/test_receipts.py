"""Every answer has a reader by the end of the next working day, and the youth hears who it was."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from domain.case import CaseKind
from simulator.phones import Phone
from tests.journeys.town import Town, labels, newest_with, said_after, texts
from tests.web.browser import Browser, Shown

SET = "/nye-svar"


@asynccontextmanager
async def new_replies(town: Town, phone: Phone) -> AsyncIterator[tuple[Browser, Shown]]:
    """Give the page behind *Nye svar* of /idag, in a browser of its own."""
    await town.write(phone, "/idag")
    link = await town.tap(phone, "Nye svar")
    token = link.text.rpartition("/d/")[2]
    async with Browser.open(town.app.world) as browser:
        before = await browser.get(f"/d/{token}")
        yield browser, await browser.post(f"/d/{token}", before.form(f"/d/{token}"))


async def answered(town: Town, name: str = "Amal") -> Phone:
    """Return the phone of a youth who has answered the first of this week's questions."""
    phone = await town.enrol(name)
    await town.until("2026-03-03 14:00")
    await town.tap(phone, "7")
    return phone


async def test_a_whole_list_is_set_at_once_and_each_youth_hears_of_it_once(
    small_town: Town,
) -> None:
    amal = await answered(small_town)
    mark = amal.mark
    async with new_replies(small_town, small_town.mentor) as (browser, shown):
        assert "Amal" in shown.text
        assert "7" in shown.text
        done = await browser.post(SET, shown.form(SET))
    await small_town.settle()
    assert "Ét svar er sat som læst." in done.text
    assert "Alt er set." in done.text
    assert said_after(amal, mark) == ["Maja har læst dit svar."]
    assert amal.last.silent
    [reply] = await small_town.replies(amal)
    assert reply.read_by == (await small_town.person(small_town.mentor)).id

    await small_town.tap(amal, "Det kører", newest_with(amal, "Det kører"))
    async with new_replies(small_town, small_town.mentor) as (browser, shown):
        await browser.post(SET, shown.form(SET))
    await small_town.settle()
    assert texts(amal).count("Maja har læst dit svar.") == 1


async def test_in_a_youth_s_own_quiet_hours_the_receipt_waits_for_their_end(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "/tid")
    for label in ("Stille tid", "kl. 20", "kl. 12"):
        await small_town.tap(amal, label)
    await small_town.write(amal, "hej")
    await small_town.until("2026-03-04 09:15")
    mark = amal.mark
    await small_town.mark_read(small_town.mentor)
    assert said_after(amal, mark) == []
    await small_town.until("2026-03-04 12:00")
    assert said_after(amal, mark)[0] == "Maja har læst det, du skrev."


async def test_what_is_read_late_in_the_evening_is_told_in_the_morning_once(
    small_town: Town,
) -> None:
    amal = await answered(small_town)
    await small_town.tap(amal, "Det kører")
    await small_town.until("2026-03-03 21:30")
    mark = amal.mark
    await small_town.mark_read(small_town.mentor)
    assert said_after(amal, mark) == []
    await small_town.until("2026-03-04 09:10")
    assert said_after(amal, mark) == ["Maja har læst dine svar."]
    assert amal.last.silent


async def test_what_came_after_the_list_was_shown_stays_unread(small_town: Town) -> None:
    amal = await answered(small_town)
    async with new_replies(small_town, small_town.mentor) as (browser, shown):
        await small_town.wait(minutes=1)
        await small_town.tap(amal, "Det kører")
        done = await browser.post(SET, shown.form(SET))
    assert "Imens er der kommet mere." in done.text
    assert [reply.read_at is None for reply in await small_town.replies(amal)] == [False, True]


async def test_an_answer_that_nobody_reads_becomes_our_duty(any_town: Town) -> None:
    amal = await answered(any_town)
    await any_town.tap(amal, "Det kører")
    await any_town.tap(amal, "Spring over")
    await any_town.until("2026-03-04 14:59")
    assert await any_town.kinds(amal) == []
    await any_town.until("2026-03-05 09:00")
    assert await any_town.kinds(amal) == [CaseKind.UNREAD]
    assert "svar, der ikke er læst" in any_town.mentor.last.text
    await any_town.tap(any_town.mentor, "Jeg tager den")
    await any_town.mark_read(any_town.mentor)
    assert await any_town.kinds(amal) == []
    assert "Maja har læst dine svar i dag." in texts(amal)


async def test_a_skip_asks_for_no_reader(small_town: Town) -> None:
    amal = await small_town.enrol()
    await small_town.until("2026-03-03 14:00")
    await small_town.tap(amal, "Spring over")
    await small_town.until("2026-03-06 09:00")
    assert CaseKind.UNREAD not in await small_town.kinds(amal)


async def test_with_nothing_unread_there_is_no_list_to_open(small_town: Town) -> None:
    await small_town.enrol()
    shown = await small_town.write(small_town.mentor, "/idag")
    assert "Nye svar" not in labels(shown)
