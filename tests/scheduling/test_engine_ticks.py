"""The metronome beats on real time, and no beat is ever skipped for being late."""

import asyncio

from scheduling.ticks import Metronome
from tests.scheduling.engines import SOON


async def test_the_real_metronome_beats_and_ends_without_a_trace() -> None:
    beats: asyncio.Queue[str] = asyncio.Queue()
    metronome = Metronome({"plan": 0.01, "outbox": 0.01}, beats.put_nowait)

    metronome.start()
    seen = {await asyncio.wait_for(beats.get(), SOON) for _ in range(10)}
    metronome.stop()
    await asyncio.sleep(0)

    assert seen == {"plan", "outbox"}


async def test_the_real_metronome_never_skips_and_never_piles_up() -> None:
    beats: asyncio.Queue[str] = asyncio.Queue()
    metronome = Metronome({"plan": 60}, beats.put_nowait)
    metronome.start()
    [job] = metronome._scheduler.get_jobs()

    assert job.misfire_grace_time is None
    assert job.coalesce
    assert job.max_instances == 1
    assert str(metronome._scheduler.timezone) == "UTC"
    metronome.stop()
    await asyncio.sleep(0)
