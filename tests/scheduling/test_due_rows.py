"""Due rows: handled in a batch, one by one where a batch fails, and never in anybody's way."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from domain.ids import IdSource
from domain.people import Actor
from scheduling.due_rows import ALL, BATCH, DueRows, Unit
from services.world import House
from storage import youths
from storage.due import next_due
from storage.errors import StoreUnavailable
from storage.store import Store
from storage.tx import Tx
from storage.vault import Vault
from tests.web.cast import NOW, Cast

WAIT = timedelta(minutes=30)


@pytest.fixture
async def cast(store: Store, vault: Vault, ids: IdSource) -> Cast:
    """Return everybody, in the store, on each of the two engines."""
    everybody = Cast(store=store, vault=vault, ids=ids)
    await everybody.settle()
    return everybody


@dataclass
class Handler:
    """Handles due youths, save those it is told to fail at or to leave as due as they were."""

    fails: set[int] = field(default_factory=set)
    leaves: set[int] = field(default_factory=set)
    outage: bool = False
    calls: list[list[int]] = field(default_factory=list)

    def __call__(
        self, tx: Tx, actor: Actor, now: datetime, house: House, ids: Sequence[int]
    ) -> Sequence[int]:
        self.calls.append(list(ids))
        if self.outage:
            raise StoreUnavailable("disk full")
        claimed = youths.claim(tx, now, ids)
        for youth in claimed:
            if youth.id in self.fails:
                raise RuntimeError("broken on purpose")
            if youth.id not in self.leaves:
                youths.change(tx, youth.id, reassess_at=None)
        return [youth.id for youth in claimed]


def unit_of(cast: Cast, handler: Handler) -> Unit:
    rows = DueRows(name="test", due=youths.DUE, handle=handler, wait=WAIT, seconds=1)
    return Unit(cast.world, rows)


async def more_youths(cast: Cast, count: int) -> list[int]:
    """Return youths who are due, the longest due first, Bo among them as the last."""
    made = []
    for number in range(count):
        new = cast._new_youth()
        youth_id = cast.ids.new()
        await cast.vault.new_key(youth_id, "person")

        at = NOW - timedelta(minutes=count - number)
        await cast.store.write(youths.add, replace(new, id=youth_id, reassess_at=at))
        made.append(youth_id)
    await cast.change_bo(reassess_at=NOW)
    return [*made, cast.bo]


async def due_of(cast: Cast, youth_id: int) -> datetime | None:
    youth = await cast.store.read(youths.get, youth_id)
    assert youth is not None
    return youth.reassess_at


async def test_what_is_due_is_handled_in_one_batch(cast: Cast) -> None:
    ids = await more_youths(cast, 2)
    handler = Handler()
    assert await unit_of(cast, handler)() is False
    assert handler.calls == [ids]
    assert [await due_of(cast, one) for one in ids] == [None, None, None]


async def test_nothing_due_is_nothing_to_do(cast: Cast) -> None:
    await cast.change_bo(reassess_at=NOW + timedelta(milliseconds=1))
    handler = Handler()
    assert await unit_of(cast, handler)() is False
    assert handler.calls == []


async def test_one_bad_row_is_pushed_ahead_and_stops_nobody(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    first, bad, last = await more_youths(cast, 2)
    handler = Handler(fails={bad})
    unit = unit_of(cast, handler)
    assert await unit() is False
    assert handler.calls == [[first, bad, last], [first], [bad], [last]]
    assert await due_of(cast, bad) == NOW + WAIT
    assert [await due_of(cast, one) for one in (first, last)] == [None, None]
    assert unit.pushed_ahead == 1
    assert "a row was pushed ahead" in caplog.text
    handler.fails.clear()
    cast.clock.pass_by(WAIT)
    await unit()
    assert (unit.pushed_ahead, await due_of(cast, bad)) == (0, None), "and forgotten when well"


async def test_a_row_that_stays_due_is_pushed_ahead_too(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    stuck, other = await more_youths(cast, 1)
    unit = unit_of(cast, Handler(leaves={stuck}))
    assert await unit() is False
    assert (await due_of(cast, stuck), await due_of(cast, other)) == (NOW + WAIT, None)
    assert unit.pushed_ahead == 1
    assert caplog.records[-1].levelno == logging.ERROR


async def test_more_than_a_batch_is_more_to_do(cast: Cast) -> None:
    ids = await more_youths(cast, BATCH)
    unit = unit_of(cast, Handler())
    assert [await unit(), await unit()] == [True, False]
    assert {await due_of(cast, one) for one in ids} == {None}


@pytest.mark.parametrize("alone", [False, True])
async def test_an_outage_pushes_nobody_ahead(cast: Cast, alone: bool) -> None:
    bad, _ = await more_youths(cast, 1)
    handler = Handler(outage=not alone)

    class Failing(Handler):
        def __call__(
            self, tx: Tx, actor: Actor, now: datetime, house: House, ids: Sequence[int]
        ) -> Sequence[int]:
            self.outage = len(ids) == 1
            if not self.outage:
                raise RuntimeError("broken on purpose")
            return super().__call__(tx, actor, now, house, ids)

    unit = unit_of(cast, Failing() if alone else handler)
    with pytest.raises(StoreUnavailable):
        await unit()
    assert unit.pushed_ahead == 0
    assert await due_of(cast, bad) == NOW - timedelta(minutes=1)


async def test_a_row_that_another_worker_moved_is_left_alone(cast: Cast) -> None:
    await cast.change_bo(reassess_at=NOW + timedelta(days=3))

    def push(tx: Tx) -> None:
        youths.DUE.push_ahead(tx, cast.bo, NOW + WAIT, due_by=NOW)

    await cast.store.write(push)
    assert await due_of(cast, cast.bo) == NOW + timedelta(days=3)


async def test_the_next_due_row_of_any_table_is_found(cast: Cast) -> None:
    await cast.change_bo(reassess_at=NOW + timedelta(hours=2))
    assert await cast.store.read(next_due, NOW) == NOW + timedelta(hours=2)
    assert await cast.store.read(next_due, NOW + timedelta(hours=2)) is None


def test_every_kind_of_due_row_has_a_name_and_a_wait_of_its_own() -> None:
    assert [rows.name for rows in ALL] == [
        "climb_ladder",
        "tend_red",
        "reassess",
        "tend_checkins",
        "plan_contacts",
        "tend_cafes",
        "begin_absences",
        "end_absences",
    ]
    assert all(timedelta(0) < rows.wait <= timedelta(hours=1) for rows in ALL)
