"""Every state a chat can be in: words of danger are met at once, and so is all else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from content.keys import Key
from domain.case import CaseKind, Level
from domain.people import YouthStatus
from simulator.phones import Phone
from storage import youths
from storage.tables import reply
from storage.tx import Tx
from tests.journeys import kept
from tests.journeys.kept import tap_all
from tests.journeys.town import DANGER, PHONE, Town, at, labels, said_after

Make = Callable[[Town], Awaitable[Phone]]


async def _asked(town: Town) -> Phone:
    return await town.asked("Amal")


async def _declined(town: Town) -> Phone:
    return await tap_all(town, await town.asked("Amal"), "Nej tak")


async def _underage(town: Town) -> Phone:
    return await tap_all(town, await town.asked("Amal"), "Videre", "Under 15")


async def _active(town: Town) -> Phone:
    return await town.enrol("Amal")


async def _changed(town: Town, **values: object) -> Phone:
    amal = await town.enrol("Amal")
    youth = await town.youth(amal)

    def change(tx: Tx) -> None:
        youths.change(tx, youth.id, **values)

    await town.app.world.store.write(change)
    return amal


async def _stopped(town: Town) -> Phone:
    amal = await town.enrol("Amal")
    await town.write(amal, "/stop")
    return await tap_all(town, amal, "Nej tak")


async def _ended(town: Town) -> Phone:
    return await _changed(town, status=YouthStatus.ENDED.value)


async def _paused(town: Town) -> Phone:
    return await _changed(town, paused_until=at("2026-03-20 10:00"))


async def _held(town: Town) -> Phone:
    return await _changed(town, held_at=town.clock.now())


async def _quiet(town: Town) -> Phone:
    return await _changed(town, quieted_at=town.clock.now())


async def _blocked(town: Town) -> Phone:
    amal = await town.enrol("Amal")
    await amal.block()
    await town.settle()
    await amal.unblock()
    await town.settle()
    return amal


KNOWN: dict[str, Make] = {
    YouthStatus.ASKED: _asked,
    YouthStatus.ACTIVE: _active,
    YouthStatus.DECLINED: _declined,
    YouthStatus.STOPPED: _stopped,
    YouthStatus.UNDERAGE: _underage,
    YouthStatus.ENDED: _ended,
    "paused": _paused,
    "held": _held,
    "quiet": _quiet,
    "blocked and back": _blocked,
}


async def _invited(town: Town) -> Phone:
    await town.invite("Amal")
    return town.sim.phone("Amal")


async def _erased(town: Town) -> Phone:
    return await kept.erase_youth(town, await town.enrol("Amal"))


UNKNOWN: dict[str, Make] = {YouthStatus.INVITED: _invited, YouthStatus.ERASED: _erased}


def test_every_status_of_a_youth_who_has_a_chat_is_here() -> None:
    # Nobody has opened the link, or nobody is left: a stranger's chat.
    without_a_chat = {YouthStatus.INVITED, YouthStatus.ERASED}
    assert set(UNKNOWN) == without_a_chat
    assert set(YouthStatus) - without_a_chat <= set(KNOWN)


@pytest.mark.parametrize("state", KNOWN)
async def test_danger_from_a_known_chat_brings_the_card_and_the_people(
    small_town: Town, state: str
) -> None:
    amal = await KNOWN[state](small_town)
    mark = amal.mark
    await small_town.write(amal, DANGER)
    card = said_after(amal, mark)[-1]
    assert "Godt, at du siger til." in card
    assert "ring 112" in card
    case = await small_town.case(amal, CaseKind.CRISIS)
    assert case.level is Level.RED
    assert (await small_town.replies(amal))[-1].level == "crisis"
    for phone in kept.staff(small_town):
        assert kept.RED in phone.last.text
    await small_town.wait(minutes=5)
    mark = amal.mark
    await small_town.write(amal, DANGER)
    assert said_after(amal, mark)[-1] == kept.said(small_town, Key.CARD_MORE), "one card in 30 min"


@pytest.mark.parametrize("state", KNOWN)
async def test_a_voice_from_a_known_chat_goes_to_the_worker(small_town: Town, state: str) -> None:
    amal = await KNOWN[state](small_town)
    mark = amal.mark
    await amal.voice()
    await small_town.settle()
    assert len(said_after(amal, mark)) == 1
    assert CaseKind.WORD in await small_town.kinds(amal)
    assert (await small_town.replies(amal))[-1].rule == "unscreened"


@pytest.mark.parametrize("state", UNKNOWN)
async def test_danger_from_a_chat_that_nobody_knows_is_a_case_without_a_name(
    small_town: Town, state: str
) -> None:
    stranger = await UNKNOWN[state](small_town)
    await small_town.write(stranger, DANGER)
    assert "ring 112" in stranger.last.text
    [case] = await kept.all_cases(small_town)
    assert (case.kind, case.youth_id) == (CaseKind.UNKNOWN_SENDER, None)
    assert await small_town.rows(reply) == []


async def test_danger_from_staff_brings_the_numbers_and_nothing_is_passed_on(
    small_town: Town,
) -> None:
    mark = small_town.mentor.mark
    await small_town.write(small_town.mentor, DANGER)
    said = said_after(small_town.mentor, mark)
    assert any("ring 112" in text and PHONE in text for text in said)
    assert await kept.all_cases(small_town) == []
    assert await small_town.rows(reply) == []


async def test_a_voice_from_staff_is_passed_on_to_nobody(small_town: Town) -> None:
    mark = small_town.cover.mark
    await small_town.mentor.voice()
    await small_town.settle()
    assert small_town.mentor.last.from_bot
    assert said_after(small_town.cover, mark) == []
    assert await small_town.rows(reply) == []


async def test_the_card_of_a_known_chat_has_its_buttons(small_town: Town) -> None:
    amal = await _stopped(small_town)
    await small_town.write(amal, DANGER)
    assert labels(amal.last) == kept.CARD_BUTTONS
