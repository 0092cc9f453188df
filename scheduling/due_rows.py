"""Rows that are due: handled in batches, and one by one where a batch fails."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.people import Actor
from services.begin_absence import begin_absences
from services.card_answer import tend_red
from services.climb_ladder import climb_ladder
from services.end_absence import end_absences
from services.plan_contacts import plan_contacts
from services.reassess import reassess
from services.tend_cafes import tend_cafes
from services.tend_checkins import tend_checkins
from services.world import House, World
from storage import cafes, cases, checkins, planned, staff, youths
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
    handle: Callable[[Tx, Actor, datetime, House, Sequence[int]], Sequence[int]]
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
RED = DueRows(
    name="tend_red",
    due=cases.NEXT,
    handle=tend_red,
    wait=timedelta(minutes=5),
    seconds=5,
)
CAFES = DueRows(
    name="tend_cafes",
    due=cafes.DUE,
    handle=tend_cafes,
    wait=timedelta(minutes=30),
    seconds=20,
)
ABSENCES = DueRows(
    name="end_absences",
    due=staff.DUE,
    handle=end_absences,
    wait=timedelta(hours=1),
    seconds=20,
)
LEAVING = DueRows(
    name="begin_absences",
    due=staff.LEAVING,
    handle=begin_absences,
    wait=timedelta(minutes=5),
    seconds=20,
)
ALL = (CLIMB, RED, REASSESS, TEND, PLAN, CAFES, LEAVING, ABSENCES)


class Unit:
    """The unit of work of one kind of due row; remembers the rows it had to push ahead."""

    def __init__(self, world: World, rows: DueRows) -> None:
        self._world = world
        self._rows = rows
        self._actor = Actor.system(rows.name)
        self._waiting: set[int] = set()

    @property
    def pushed_ahead(self) -> int:
        """Return how many rows wait because they could not be handled."""
        return len(self._waiting)

    async def __call__(self) -> bool:
        """Handle what is due; return whether there is more.

        One bad row stops nobody else: it is pushed ahead and reported. That is also what becomes
        of a row that is as due after it was handled as before.

        Raises:
            StoreUnavailable: If nothing can be stored; the rows stay due.
        """
        now = self._world.clock.now()
        due = await self._due(now)
        if not due:
            return False
        handled = await self._try_all(now, list(due))
        self._waiting -= set(handled)
        left = await self._due(now)
        for row_id in handled:
            if left.get(row_id) == due[row_id]:
                del left[row_id]
                log.error("a row is still due after it was handled", extra=self._extra(row_id))
                await self._push_ahead(now, row_id, due[row_id])
        return bool(left) and bool(handled)

    async def _due(self, now: datetime) -> dict[int, datetime]:
        return dict(await self._world.store.read(self._rows.due.rows, now, BATCH))

    async def _try_all(self, now: datetime, ids: Sequence[int]) -> Sequence[int]:
        try:
            return await self._handle(now, ids)
        except StoreUnavailable:
            raise
        except Exception:
            log.exception("a batch failed", extra={"action": "batch", "unit": self._rows.name})
            return await self._one_by_one(now, ids)

    async def _handle(self, now: datetime, ids: Sequence[int]) -> Sequence[int]:
        world = self._world
        return await world.store.write(self._rows.handle, self._actor, now, world.house, ids)

    async def _one_by_one(self, now: datetime, ids: Sequence[int]) -> Sequence[int]:
        handled: list[int] = []
        for row_id in ids:
            try:
                handled += await self._handle(now, [row_id])
            except StoreUnavailable:
                raise
            except Exception:
                log.exception("a row was pushed ahead", extra=self._extra(row_id))
                await self._push_ahead(now, row_id, now)
        return handled

    async def _push_ahead(self, now: datetime, row_id: int, due_by: datetime) -> None:
        """Let a row wait, unless another worker has moved it meanwhile."""
        self._waiting.add(row_id)
        until = now + self._rows.wait
        await self._world.store.write(self._rows.due.push_ahead, row_id, until, due_by=due_by)

    def _extra(self, row_id: int) -> dict[str, object]:
        return {"action": "row_pushed_ahead", "unit": self._rows.name, "row": row_id}
