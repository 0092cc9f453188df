"""A moved clock stops at everything that is due, and the process stands still meanwhile."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

from bot.jump import jump
from tests.journeys.town import TUESDAY, town

QUESTION = "Hvor meget lyst har du til at blive ved med skolen?"


async def test_a_week_passes_through_every_due_time_and_ends_where_it_was_told(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as made:
        await made.hire()
        amal = await made.enrol()
        target = TUESDAY + timedelta(days=7)
        stops = await jump(made.app, made.clock, target)

        assert stops > 3
        assert made.clock.now() == target
        assert any(QUESTION in text for one in amal.messages for text in one.history)
        dates = [one.date for one in amal.messages if one.from_bot]
        assert dates == sorted(dates)
        assert len(set(dates)) > 3  # each at its own time, not all at the end


async def test_a_jump_to_where_it_stands_does_what_waits_and_nothing_else(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as made:
        await made.hire()
        before = made.clock.now()
        await made.sim.phone("Stranger").write("hej")
        assert await jump(made.app, made.clock, before) == 0
        assert made.clock.now() == before
        assert made.sim.phones[-1].last.from_bot


async def test_a_running_process_stands_still_during_a_jump_and_goes_on_after_it(
    tmp_path: Path,
) -> None:
    async with town(tmp_path) as made:
        await made.hire()
        amal = await made.enrol()
        running = asyncio.create_task(made.app.run())
        await made.sim.log.wait_for_open("getUpdates", after=made.sim.calls[-1].number)
        await jump(made.app, made.clock, TUESDAY + timedelta(hours=5))
        assert QUESTION in amal.last.text
        await amal.tap("7")
        await amal.wait_for("Hvad passer bedst")
        running.cancel()
        await asyncio.wait({running})


async def test_what_cannot_be_done_stays_due_and_stops_no_jump(tmp_path: Path) -> None:
    async with town(tmp_path) as made:
        await made.hire()
        amal = await made.enrol()
        await made.sim.outage()
        asked_at = TUESDAY + timedelta(hours=4)
        await jump(made.app, made.clock, asked_at + timedelta(minutes=2))
        assert made.clock.now() == asked_at + timedelta(minutes=2)
        assert QUESTION not in amal.last.text
        await made.sim.recover()
        await jump(made.app, made.clock, asked_at + timedelta(minutes=4))
        assert QUESTION in amal.last.text


async def test_product_and_simulator_share_one_moved_clock(tmp_path: Path) -> None:
    async with town(tmp_path) as made:
        await made.hire()
        amal = await made.enrol()
        await jump(made.app, made.clock, TUESDAY + timedelta(hours=6))
        assert QUESTION in amal.last.text
        assert amal.last.date == TUESDAY + timedelta(hours=4)  # at 14.00, not at the end
