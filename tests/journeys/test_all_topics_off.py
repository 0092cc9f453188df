"""With every topic stopped nothing is asked: the youth reads so, and the worker has a duty."""

from __future__ import annotations

from domain.task import TaskKind
from simulator.phones import Phone
from storage import tasks
from tests.journeys.conftest import MakeTown
from tests.journeys.town import Town, labels
from tests.plain import BUILT_IN

OUT = "Som nu"


async def owed(town: Town, amal: Phone) -> int:
    """Return how many duties of that kind are open."""
    youth = await town.youth(amal)
    found = await town.read(tasks.open_of_youth, youth.id)
    return sum(one.kind is TaskKind.ALL_OFF for one in found)


async def test_who_stops_every_topic_reads_the_truth_and_the_worker_hears_of_it(
    make_town: MakeTown,
) -> None:
    async with make_town(content=BUILT_IN) as town:
        await town.hire()
        amal = await town.enrol("Amal")
        shown = await town.write(amal, "/emner")
        topics = [one for one in labels(shown) if one != OUT]
        for topic in topics:
            await town.tap(amal, topic, shown)
        assert await owed(town, amal) == 1
        times = (await town.write(amal, "/tid")).text
        assert times.startswith("Lige nu spørger jeg ikke om noget. Du har stoppet emnerne.")
        assert "spørgsmål" not in (await town.write(amal, "/uge")).text
        await town.until("2026-03-04 09:00")
        listed = await town.write(town.mentor, "/idag")
        assert "Alle emner er slået fra" in listed.text
        shown = await town.write(amal, "/emner")
        await town.tap(amal, topics[0], shown)
        assert await owed(town, amal) == 0, "something is asked again"
