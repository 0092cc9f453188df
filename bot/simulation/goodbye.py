"""Somebody has said stop and moved away: the coordinator ends the regular contact, with /skift."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.simulation.chance import between
from bot.simulation.errand import Errand
from bot.simulation.handover import SKIFT, THE_NEXT, TOMORROW
from bot.simulation.worker import Worker
from content.areas.ending import EndingKey
from content.areas.handover import HandoverKey
from domain.people import Staff
from services.initial import initial_and_phase
from services.world import House
from storage import staff, youths
from storage.tx import Rx

A_WEEK = timedelta(weeks=1)
TRIES = 6  # what stands in the way, a case or words that nobody has read, is done first


class Goodbye:
    """Asks for the end of one contact, and again after a week when something stood in the way."""

    def __init__(self, coordinator: Worker, youth: str) -> None:
        self._who = coordinator
        self._youth = youth
        self._tries = 0

    def plan(self, after: timedelta) -> None:
        """Try it in a working hour so long from now."""
        stage = self._who.stage
        at = stage.site.next_staffed(stage.clock.now() + after)
        stage.diary.add(at + between(self._who.chance, *THE_NEXT), self._end)

    async def _end(self) -> None:
        stage, world = self._who.stage, self._who.stage.world()
        if world is None or not self._who.is_at_work(stage.clock.now()):
            self.plan(TOMORROW)
            return
        worker, youth = await world.store.read(self._found, world.clock.now(), world.house)
        errand = self._who.errand = Errand(self._who, self._steps(worker, youth))
        self._tries += 1
        await self._who.write(SKIFT)
        stage.later(between(self._who.chance, *THE_NEXT), lambda: self._again(errand))

    def _found(self, rx: Rx, now: datetime, house: House) -> tuple[Staff, str]:
        """Return whose youth it is, and how the list names them."""
        youth = next(one for one in youths.everybody(rx) if one.name == self._youth)
        words = initial_and_phase(rx, now, house, youth, self._who.language)
        worker = staff.get(rx, youth.mentor_id)
        assert worker is not None, "every youth has a worker"
        return worker, words

    def _steps(self, worker: Staff, youth: str) -> Sequence[re.Pattern[str]]:
        say, name = self._who.label, self._who.phone.name
        of = re.escape(say(HandoverKey.B_OF, medarbejder=worker.first_name, antal="#"))
        keys = (EndingKey.B_END, EndingKey.B_MOVED)
        labels = (youth, *(say(key) for key in keys), name, say(EndingKey.B_YES))
        return re.compile(of.replace(r"\#", r"\d+")), *(
            re.compile(re.escape(one)) for one in labels
        )

    async def _again(self, errand: Errand) -> None:
        if not errand.is_done and self._tries < TRIES:
            self.plan(A_WEEK)
