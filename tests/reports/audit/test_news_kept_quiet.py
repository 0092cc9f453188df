"""News that nobody's tap brought about is automatic, too: after a stop, in a pause, while red."""

from __future__ import annotations

import pytest

from domain.message import Purpose
from domain.people import YouthStatus
from reports.audit.verdict import Promise
from tests.reports.audit.plant import Plant, wall

UNTIL = int(wall("02-24 09:00").timestamp() * 1000)
NEWS = ["away:1:0:2", "worker:1:2:0:youth"]


async def says_news(plant: Plant, dedupe: str) -> set[Promise]:
    await plant.says("02-18 16:00", Purpose.NOTICE, silent=True, dedupe=dedupe)
    return set((await plant.look()).by_promise)


@pytest.mark.parametrize("name", NEWS)
async def test_news_after_a_stop_breaks_the_promise(plant: Plant, name: str) -> None:
    await plant.cast.change_bo(status=YouthStatus.STOPPED.value)
    await plant.did("stop", "02-17 10:00")
    assert await says_news(plant, name) == {Promise.STOP}


@pytest.mark.parametrize("name", NEWS)
async def test_news_in_a_pause_breaks_the_promise(plant: Plant, name: str) -> None:
    await plant.did("pause", "02-17 10:00", until=UNTIL)
    assert await says_news(plant, name) == {Promise.PAUSE}


@pytest.mark.parametrize("name", ["in:1:youth.paused", "talk:1"])
async def test_answers_and_a_call_that_comes_are_kept(plant: Plant, name: str) -> None:
    await plant.did("pause", "02-17 10:00", until=UNTIL)
    assert await says_news(plant, name) == set()
