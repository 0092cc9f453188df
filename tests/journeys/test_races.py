"""Several workers on one PostgreSQL: each thing is done once, whoever gets it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from domain.case import CaseKind, CaseState
from domain.people import Actor
from handlers.dispatch import Dispatch
from scheduling.due_rows import ALL, CLIMB, PLAN, Unit
from services.raise_case import raise_case
from storage import youths
from storage.tables import case_event, occurrence
from tests.journeys.conftest import MakeTown
from tests.journeys.town import DANGER, Town, at, texts

ROUNDS = 4  # of each race; one alone may be won by luck


async def nothing(update: object) -> None:
    """Help with nothing: no update fails in a race."""


@pytest.fixture
async def town(make_town: MakeTown, postgres_url: str) -> AsyncIterator[Town]:
    """Return a town on PostgreSQL with its staff hired."""
    async with make_town(database_url=postgres_url) as made:
        await made.hire()
        yield made


def dispatchers(town: Town) -> list[Dispatch]:
    """Return the workers of four processes on the same inbox."""
    return [Dispatch(town.app.world, town.app.bot, nothing) for _ in range(4)]


async def race(town: Town) -> None:
    """Take in what waits at Telegram and let four workers go for it at the same time."""
    await town.app.intake.poll_once(0)
    workers = dispatchers(town)
    await asyncio.gather(*(worker.unit() for worker in workers))
    await asyncio.gather(*(worker.close() for worker in workers))


async def test_one_update_is_handled_once(town: Town) -> None:
    amal = await town.enrol("Amal")
    for number in range(ROUNDS):
        await amal.write(f"hej {number}")
        await race(town)
    await town.settle()
    assert [reply.text for reply in await town.replies(amal)] == [
        f"hej {number}" for number in range(ROUNDS)
    ]
    assert sum("Det er givet videre" in text for text in texts(amal)) == ROUNDS
    assert sum("ny besked" in text for text in texts(town.mentor)) == 1


async def test_one_cry_is_one_card_and_one_case(town: Town) -> None:
    amal = await town.enrol("Amal")
    await amal.write(DANGER)
    await race(town)
    await town.settle()
    assert sum("Godt, at du siger til." in text for text in texts(amal)) == 1
    assert await town.kinds(amal) == [CaseKind.CRISIS]


async def test_cases_that_are_opened_together_get_numbers_of_their_own(town: Town) -> None:
    phones = [await town.enrol(name) for name in ("Amal", "Bo", "Cilla", "Dan")]
    people = [await town.youth(phone) for phone in phones]
    world = town.app.world
    made = await asyncio.gather(
        *(
            world.store.write(
                raise_case,
                Actor.youth(youth.id),
                world.clock.now(),
                world.house,
                youth=youth,
                kind=kind,
            )
            for youth in people
            for kind in (CaseKind.WORD, CaseKind.CALL_ME)
        )
    )
    assert sorted(case.number for case in made) == list(range(1, 9))


async def test_the_same_cause_at_the_same_time_opens_one(town: Town) -> None:
    amal = await town.enrol("Amal")
    youth = await town.read(youths.find_by_chat, amal.id)
    world = town.app.world
    made = await asyncio.gather(
        *(
            world.store.write(
                raise_case,
                Actor.system("race"),
                world.clock.now(),
                world.house,
                youth=youth,
                kind=CaseKind.WORD,
            )
            for _ in range(4)
        )
    )
    assert len({case.id for case in made}) == 1
    await town.settle()
    assert sum("ny besked" in text for text in texts(town.mentor)) == 1


async def test_a_question_is_asked_once_however_many_tick(town: Town) -> None:
    phones = [await town.enrol(name) for name in ("Amal", "Bo")]
    town.clock.advance_to(at("2026-03-03 14:00"))
    units = [Unit(town.app.world, PLAN) for _ in range(4)]
    await asyncio.gather(*(unit() for unit in units))
    await town.settle()
    for phone in phones:
        assert sum("ugens tre" in text for text in texts(phone)) == 1
    assert len(await town.rows(occurrence)) == 2
    assert [unit.pushed_ahead for unit in units] == [0] * 4


async def test_a_case_climbs_one_step_however_many_tick(town: Town) -> None:
    amal = await town.enrol("Amal")
    await town.tap(amal, "🆘 Hjælp nu")
    for number in range(1, ROUNDS):
        case = await town.case(amal, CaseKind.CRISIS)
        assert case.escalate_at is not None
        town.clock.advance_to(case.escalate_at)
        await asyncio.gather(*(Unit(town.app.world, CLIMB)() for _ in range(4)))
        await town.settle()
        assert (await town.case(amal, CaseKind.CRISIS)).round == number
        assert sum("RØD · sag 1" in text for text in texts(town.mentor)) == number + 1


async def test_two_who_take_a_case_at_once_do_not_both_have_it(town: Town) -> None:
    amal = await town.enrol("Amal")
    await town.tap(amal, "🆘 Hjælp nu")
    for phone in (town.mentor, town.cover, town.coordinator):
        await phone.tap("Jeg tager den")
    await race(town)
    await town.settle()
    case = await town.case(amal, CaseKind.CRISIS)
    assert case.state is CaseState.TAKEN
    taken = [row for row in await town.rows(case_event) if row["what"] == "taken"]
    assert len(taken) == 1
    mine = [
        phone.name
        for phone in (town.mentor, town.cover, town.coordinator)
        if "Sag 1 er din." in phone.last.text
    ]
    assert len(mine) == 1


async def test_every_tick_may_run_in_every_worker(town: Town) -> None:
    amal = await town.enrol("Amal")
    await town.write(amal, "hej")
    town.clock.advance_to(at("2026-03-10 14:00"))
    units = [Unit(town.app.world, rows) for rows in ALL for _ in range(3)]
    for _ in range(3):
        await asyncio.gather(*(unit() for unit in units))
    await town.settle()
    assert [unit.pushed_ahead for unit in units] == [0] * len(units)
    assert await town.kinds(amal) == [CaseKind.WORD, CaseKind.CONTACT_DUE]
