"""The time bar of the demo: what happened meanwhile, what comes next, and no freezing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.demo import ENROLLED, Demo, demo
from simulator.client import SimulatorClient
from simulator.notes import Note

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
DANGER = "jeg vil ikke leve mere"
MOST_MOVES = 30


@pytest.fixture
async def made() -> AsyncIterator[Demo]:
    async with demo() as running:
        yield running


def lines(notes: Sequence[Note], language: str = "da") -> list[str]:
    """Return each note as the page shows it."""
    return [f"{one.at.astimezone(COPENHAGEN):%a %H.%M} {one.say[language]}" for one in notes]


async def test_the_feed_tells_what_happened_meanwhile_in_both_languages(made: Demo) -> None:
    began = made.clock.now()
    assert lines(await made.notes(None)) == []
    await made.jump(timedelta(days=4, hours=1).total_seconds())
    told = await made.notes(began)
    danish, english = lines(told), lines(told, "en")
    assert "Tue 14.00 Bo fik et spørgsmål." in danish
    assert "Tue 14.00 Bo got a question." in english
    assert any("Bo fik en hilsen uden lyd." in one for one in danish)
    assert "Wed 12.00 Bo fik den ene påmindelse." in danish
    assert "Thu 14.00 Spørgsmålet til Bo blev lukket uden svar." in danish
    assert any(one.endswith("åbnet: tid til at tale sammen (Bo).") for one in danish)
    assert any(one.endswith("opened: time to talk (Bo).") for one in english)
    assert [one.at for one in told] == sorted(one.at for one in told)
    assert all(began < one.at <= made.clock.now() for one in told)


async def test_who_did_not_come_is_not_told_as_a_talk(made: Demo) -> None:
    before, maja = made.clock.now(), made.phone("Maja")
    for command, label in (("/talt", "B., fase 1"), (None, "Kom ikke")):
        if command is not None:
            await maja.write(command)
            await made.app.settle()
        await maja.tap(label)
        await made.app.settle()
    told = [one.say["da"] for one in await made.notes(before)]
    assert "Bo kom ikke til aftalen med Maja." in told
    assert not any("talte sammen" in one for one in told)


async def test_what_people_do_is_told_too_and_once(made: Demo) -> None:
    bo = made.phone(ENROLLED)
    await made.jump(timedelta(days=1, hours=4, minutes=1).total_seconds())
    before = made.clock.now()
    for label in ("7", "7"):
        await bo.tap(label)
        await made.app.settle()
    await bo.voice()
    await made.app.settle()
    await made.phone("Maja").tap("Jeg tager den")
    await made.app.settle()
    told = [one.say["da"] for one in await made.notes(before)]
    assert told.count("Bo svarede.") == 1
    assert {
        "Bo sendte en talebesked.",
        "Sag 1 åbnet: ny besked (Bo).",
        "Maja fik besked om sag 1.",
        "Maja tog sag 1.",
    } <= set(told)


async def test_next_stops_at_the_first_thing_that_is_told(made: Demo) -> None:
    stops = []
    for _ in range(3):
        before = made.clock.now()
        await made.to_next()
        told = await made.notes(before)
        assert told, "something happened, or it would not have stopped"
        assert made.clock.now() - told[0].at < timedelta(minutes=2)
        stops.append(f"{made.clock.now().astimezone(COPENHAGEN):%a %H}")
    assert stops == ["Tue 14", "Tue 16", "Wed 12"]


async def test_where_nothing_happens_next_ends_after_a_month() -> None:
    async with demo(scenario="night") as made:  # without a café, which is held whoever comes
        await made.phone(ENROLLED).write("/stop")
        await made.app.settle()
        await made.phone(ENROLLED).tap("Nej tak")
        await made.app.settle()
        moves = [before async for before in moves_to_something(made)]
        assert len(moves) < MOST_MOVES
        assert made.clock.now() - moves[-1] >= timedelta(days=31)


async def moves_to_something(made: Demo) -> AsyncIterator[datetime]:
    """Move on and on, yielding where each move began, until one comes to nothing."""
    for _ in range(MOST_MOVES):
        before = made.clock.now()
        await made.to_next()
        yield before
        if not await made.notes(before):
            return


async def test_a_cry_that_nobody_takes_is_told_in_one_line_a_day(made: Demo) -> None:
    await made.phone(ENROLLED).write(DANGER)
    await made.app.settle()
    before = made.clock.now()
    await made.jump(timedelta(days=2).total_seconds())
    told = lines(await made.notes(before))
    alarms = [one for one in told if "Conny fik besked om sag 1" in one]
    assert len(alarms) == 3, "one for each day"
    assert alarms[1].endswith("24 gange."), "every hour, also past other due times"


async def test_a_move_can_be_stopped_and_the_page_answers_meanwhile(made: Demo) -> None:
    await made.phone(ENROLLED).write(DANGER)  # told again every hour: many stops on the way
    await made.app.settle()
    began = made.clock.now()
    async with SimulatorClient(made.page_url) as client:
        moving = asyncio.create_task(client.post("/control/clock", months=1))
        seen: list[float] = []
        while len(set(seen)) < 3:
            shown = await asyncio.wait_for(client.get("/control/clock"), 5)
            if shown["moving"]:
                seen.append(shown["now"])
                assert shown["from"] <= shown["now"] <= shown["to"]
        await client.post("/control/clock/halt")
        stopped = datetime.fromtimestamp((await moving)["now"], UTC)
    assert seen == sorted(seen), "the time is shown as it moves"
    assert began < stopped < began + timedelta(days=28)
    before = made.clock.now()
    await made.jump(60)
    assert made.clock.now() >= before + timedelta(seconds=60), "and it can be moved again"
