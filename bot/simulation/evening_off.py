"""An evening that staff call off, on the day or the day before: the coordinator, with /cafe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from bot.simulation.chance import between, happens
from bot.simulation.errand import Errand
from bot.simulation.worker import Worker
from content.areas.cafe import CafeKey

THE_DAY = 3  # Thursday, as `datetime.weekday` counts
DAY = timedelta(days=1)
CAFE = "/cafe"
AN_HOUR = (60, 3600)  # seconds after the opening


def plan_evenings_off(coordinator: Worker, percent: int) -> None:
    """Write into the diary which evenings are called off: so many percent of them."""
    stage, chance = coordinator.stage, coordinator.chance
    for ahead in range((stage.ends_at - stage.clock.now()).days):
        evening = stage.clock.now() + ahead * DAY
        if stage.wall(evening).weekday() != THE_DAY or not happens(chance, percent):
            continue
        opens = stage.site.next_staffed(evening - chance.choice((timedelta(), DAY)))
        at = opens + between(chance, *AN_HOUR)
        stage.diary.add(at, partial(_call_off, coordinator))


async def _call_off(coordinator: Worker) -> None:
    """Call off the next evening; where the coordinator is not at work, it takes place."""
    if coordinator.is_at_work(coordinator.stage.clock.now()):
        coordinator.errand = Errand(coordinator, list(_steps(coordinator)))
        await coordinator.write(CAFE)


def _steps(coordinator: Worker) -> Iterator[re.Pattern[str]]:
    page = re.escape(coordinator.label(CafeKey.B_PAGE))
    yield re.compile(f"(?!{page}$).+")  # the list begins with the next evening
    for key in (CafeKey.B_CANCEL, CafeKey.B_CANCEL_YES):
        yield re.compile(re.escape(coordinator.label(key)))
