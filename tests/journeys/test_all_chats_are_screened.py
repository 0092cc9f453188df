"""Whoever is not with us (any more) is screened all the same: one story, told for each of them.

The card comes at once, a human has a red case, can answer from the one-time page for 72 hours,
and then what was written is gone. A pause is no leaving: what is written in one is kept.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.case import Case, CaseKind, Level
from domain.people import Actor, YouthStatus
from domain.reply import OPEN_FOR
from services.close_case import close_as_well
from services.passing import open_until
from services.reach import Reach, reach_of_words
from simulator.phones import Phone
from storage import youths
from storage.tables import case_file, outbox, reply
from tests.journeys import kept
from tests.journeys.test_every_chat import KNOWN, UNKNOWN
from tests.journeys.test_unknown_sender import sender_page, write_back
from tests.journeys.town import DANGER, Town, said_after

LEFT = (YouthStatus.DECLINED, YouthStatus.STOPPED, YouthStatus.UNDERAGE, YouthStatus.ENDED)
NOBODY = {YouthStatus.ERASED: UNKNOWN[YouthStatus.ERASED], "unknown": UNKNOWN["invited"]}
ANSWER = "Vi er her. Ring."


async def _cries(town: Town, phone: Phone) -> Case:
    """Let words of danger come from a chat; return the red case that is there at once."""
    mark = phone.mark
    await town.write(phone, DANGER)
    assert "ring 112" in said_after(phone, mark)[-1], "the card, at once"
    case = (await kept.all_cases(town))[-1]
    assert (case.level, case.closed_at) == (Level.RED, None)
    assert town.coordinator.last.text.startswith(f"RØD · sag {case.number} ")
    return case


async def _ends(town: Town, case: Case) -> None:
    """Let a human close the case: until then nobody takes its words away."""
    by = Actor.staff((await town.person(town.coordinator)).id)
    now, house = town.clock.now(), town.app.world.house
    await town.app.world.store.write(close_as_well, by, now, house, case, useful=True)


@pytest.mark.parametrize("state", ["paused", *LEFT])
async def test_whom_we_know_gets_the_card_is_answered_and_is_not_kept(
    small_town: Town, state: str
) -> None:
    amal = await KNOWN[state](small_town)
    before = len(await small_town.replies(amal))
    case = await _cries(small_town, amal)
    assert case.kind is CaseKind.CRISIS, "whoever must help knows whom"
    wrote_at = small_town.clock.now()
    await small_town.answer(small_town.mentor, ANSWER)
    assert amal.last.text == f"{ANSWER}\n\nMaja"
    case = await small_town.case(amal, CaseKind.CRISIS)
    await _ends(small_town, case)
    youth = await small_town.youth(amal)
    until = await small_town.read(open_until, youth)
    left = state in LEFT
    assert until == (wrote_at + OPEN_FOR if left else None)
    await small_town.wait(hours=73)
    youth = await small_town.youth(amal)
    reach = await small_town.read(reach_of_words, small_town.clock.now(), youth)
    assert (reach is Reach.ARRIVES) is not left, "after 72 hours the way is closed again"
    stays = await small_town.replies(amal)
    assert len(stays) == before + (0 if left else 1), "wiped; what is written in a pause is kept"
    assert (await small_town.case(amal, CaseKind.CRISIS)).closed_at is not None


@pytest.mark.parametrize("state", NOBODY)
async def test_whom_nobody_knows_gets_the_card_is_answered_and_leaves_nothing(
    small_town: Town, state: str
) -> None:
    stranger = await NOBODY[state](small_town)
    case = await _cries(small_town, stranger)
    assert (case.kind, case.youth_id) == (CaseKind.UNKNOWN_SENDER, None)
    assert await small_town.rows(reply) == []
    assert await small_town.read(youths.find_by_chat, stranger.id) is None
    async with sender_page(small_town, small_town.coordinator) as (browser, shown):
        assert "Ordene er ikke gemt." in shown.text
        await write_back(browser, shown, ANSWER)
        await small_town.settle()
        assert stranger.last.text == f"{ANSWER}\n\nConny"
    await small_town.wait(hours=73)
    async with sender_page(small_town, small_town.coordinator) as (_, shown):
        assert "/afsender/svar" not in shown.forms, "after 72 hours the way is closed again"
    await small_town.wait(hours=1)
    assert {row["sender_chat"] for row in await small_town.rows(case_file)} == {None}
    assert await small_town.rows(outbox, youth_id=None, staff_id=None) == []
    assert await small_town.rows(reply) == []


def test_everybody_of_whom_the_promise_speaks_is_here() -> None:
    told = {"paused", *LEFT, *NOBODY}
    assert told == {"declined", "paused", "stopped", "underage", "ended", "erased", "unknown"}
    assert timedelta(hours=72) == OPEN_FOR


async def test_who_asks_to_be_erased_is_read_by_a_human_with_a_clock(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    for words in ("slet mine data", "Please delete everything about me", "I skal slette mig"):
        mark = amal.mark
        await small_town.write(amal, words)
        assert "Maja" in said_after(amal, mark)[-1], "they read who reads it, and by when"
        await small_town.mark_read(small_town.mentor)
    assert [case.kind for case in await small_town.cases(amal)] == [CaseKind.WORD] * 3
    levels = {one.level for one in await small_town.replies(amal)}
    assert "crisis" not in levels
