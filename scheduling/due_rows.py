"""Rows that are due: handled in batches, and one by one where a batch fails."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.people import Actor
from services.climb_ladder import climb_ladder
from services.plan_contacts import plan_contacts
from services.reassess import reassess
from services.tend_checkins import tend_checkins
from services.world import House, World
from storage import cases, checkins, planned, youths
from storage.due import DueColumn
from storage.errors import StoreUnavailable
from storage.tx import Tx

log = logging.getLogger(__name__)

BATCH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRows:
    """One kind of due row: how to find it, handle it, and let a bad one wait."""

    name: str
    due: DueColumn
    handle: Callable[[Tx, Actor, datetime, House, Sequence[int]], None]
    wait: timedelta  # of a row that could not be handled
    seconds: float  # between two looks


PLAN = DueRows(
    name="plan_contacts",
    due=planned.DUE,
    handle=plan_contacts,
    wait=timedelta(hours=1),
    seconds=20,
)
TEND = DueRows(
    name="tend_checkins",
    due=checkins.DUE,
    handle=tend_checkins,
    wait=timedelta(hours=1),
    seconds=20,
)
REASSESS = DueRows(
    name="reassess",
    due=youths.DUE,
    handle=reassess,
    wait=timedelta(hours=1),
    seconds=20,
)
CLIMB = DueRows(
    name="climb_ladder",
    due=cases.DUE,
    handle=climb_ladder,
    wait=timedelta(minutes=5),
    seconds=5,
)
ALL = (CLIMB, REASSESS, TEND, PLAN)


class Unit:
    """The unit of work of one kind of due row; remembers how many rows it had to push ahead."""

    def __init__(self, world: World, rows: DueRows) -> None:
        self._world = world
        self._rows = rows
        self._actor = Actor.system(rows.name)
        self.pushed_ahead = 0

    async def __call__(self) -> bool:
        """Handle what is due; return whether there may be more.

        One bad row stops nobody else: it is pushed ahead and reported.

        Raises:
            StoreUnavailable: If nothing can be stored; the rows stay due.
        """
        now = self._world.clock.now()
        ids = await self._world.store.read(self._rows.due.ids, now, BATCH)
        if not ids:
            return False
        try:
            await self._handle(now, ids)
        except StoreUnavailable:
            raise
        except Exception:
            log.exception("a batch failed", extra={"action": "batch", "unit": self._rows.name})
            await self._one_by_one(now, ids)
        return len(ids) == BATCH

    async def _handle(self, now: datetime, ids: Sequence[int]) -> None:
        world = self._world
        await world.store.write(self._rows.handle, self._actor, now, world.house, ids)

    async def _one_by_one(self, now: datetime, ids: Sequence[int]) -> None:
        for row_id in ids:
            try:
                await self._handle(now, [row_id])
            except StoreUnavailable:
                raise
            except Exception:
                extra = {"action": "row_pushed_ahead", "unit": self._rows.name, "row": row_id}
                log.exception("a row was pushed ahead", extra=extra)
                self.pushed_ahead += 1
                until = now + self._rows.wait
                await self._world.store.write(self._rows.due.push_ahead, row_id, until)
