"""A worker who answers nobody: the coordinator gives their young people to others, with /skift."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from bot.simulation.chance import between
from bot.simulation.errand import Errand
from bot.simulation.worker import Worker
from content.areas.handover import HandoverKey

SKIFT = "/skift"
THE_NEXT = (240, 900)  # seconds from one young person to the next; longer than four taps
TOMORROW = timedelta(days=1)
MOST_MISSED = 12  # in a row: colleagues who are away
NOBODY = 4  # so much counts a list on which the worker does not stand


class Handover:
    """Gives away, one by one, those whose worker somebody is, then those for whom they step in.

    The colleagues who are here take turns. It is over when /skift names nobody any more.
    """

    def __init__(self, coordinator: Worker, silent: Worker, others: Sequence[Worker]) -> None:
        self._who = coordinator
        self._others = others
        name = silent.phone.name
        of = coordinator.label(HandoverKey.B_OF, medarbejder=name, antal="#")
        covered = coordinator.label(HandoverKey.B_COVERED, hvem="#")
        self._of = re.compile(re.escape(of).replace(r"\#", r"\d+"))
        self._covered = re.compile(re.escape(covered).replace(r"\#", ".+"))
        self._own = re.compile(f"(?!{self._covered.pattern}$).+")
        self._only_covered = False
        self._turn = self._missed = 0

    def plan(self, after: timedelta) -> None:
        """Begin in a working hour so long from now."""
        stage = self._who.stage
        at = stage.site.next_staffed(stage.clock.now() + after)
        stage.diary.add(at + between(self._who.chance, *THE_NEXT), self._give)

    async def _give(self) -> None:
        stage = self._who.stage
        if not self._who.is_at_work(stage.clock.now()):
            self.plan(TOMORROW)
            return
        to = self._others[self._turn % len(self._others)]
        self._turn += 1
        errand = self._who.errand = Errand(self._who, self._steps(to))
        await self._who.write(SKIFT)
        stage.later(between(self._who.chance, *THE_NEXT), lambda: self._go_on(errand))

    def _steps(self, to: Worker) -> Sequence[re.Pattern[str]]:
        colleague = re.compile(re.escape(to.phone.name))
        if self._only_covered:
            return self._of, self._covered, colleague
        sure = re.compile(re.escape(self._who.label(HandoverKey.B_YES)))
        return self._of, self._own, colleague, sure

    async def _go_on(self, errand: Errand) -> None:
        """Go on with the next one; how far the last errand came says who is left."""
        if errand.done == 0:  # nobody is theirs any more, or nobody answered
            self._missed += NOBODY
            if self._missed < MOST_MISSED:
                self.plan(TOMORROW)
            return
        found_nobody = errand.done == 1
        if found_nobody and self._only_covered:
            return
        self._only_covered = self._only_covered or found_nobody
        self._missed = self._missed + 1 if errand.done > 1 and not errand.is_done else 0
        if self._missed < MOST_MISSED:
            await self._give()
