"""What youths agreed and what staff owe them, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest

from domain.agreement import Agreement, Trusted
from domain.ids import IdSource
from domain.people import Channel, Tier
from domain.task import Task, TaskKind
from storage import agreements, staff, tasks
from storage.store import Store
from storage.tx import Tx
from storage.vault import Vault
from tests.web.cast import NOW, Cast

DAY = timedelta(days=1)


@pytest.fixture
async def cast(store: Store, vault: Vault, ids: IdSource) -> Cast:
    """Return everybody, in the store, on each of the two engines."""
    everybody = Cast(store=store, vault=vault, ids=ids)
    await everybody.settle()
    return everybody


async def test_an_agreement_is_empty_until_it_is_kept_and_then_the_newest_holds(
    cast: Cast,
) -> None:
    write, read = cast.store.write, cast.store.read
    assert await read(agreements.get, cast.bo) == Agreement()
    for agreed in (Agreement(days=(1, 3)), Agreement(trusted=Trusted(name="Ida", phone="20"))):
        await write(agreements.save, NOW, cast.bo, agreed)
        assert replace(await read(agreements.get, cast.bo), extra={}) == agreed
    at_midnight = Agreement(at=time(0))
    await write(agreements.save, NOW, cast.bo, at_midnight)
    kept = await read(agreements.get, cast.bo)
    assert replace(kept, extra={}) == at_midnight
    assert "times_before" in kept.extra, "and the days and hours before are remembered"


async def test_how_a_youth_is_reached_comes_back_as_it_was_set(cast: Cast) -> None:
    await cast.change_bo(channel=Channel.SMS.value, phone="12345678", tier=Tier.B.value)
    bo = await cast.youth()
    assert (bo.channel, bo.phone, bo.tier) == (Channel.SMS, "12345678", Tier.B)


async def test_who_is_away_is_away_from_the_first_instant_to_the_last(cast: Cast) -> None:
    def leave(tx: Tx) -> None:
        staff.change(
            tx,
            cast.mette,
            away_at=NOW,
            away_until=NOW + DAY,
            away_cover_id=cast.karl,
            phone="4455",
        )

    await cast.store.write(leave)
    mette = await cast.store.read(staff.get, cast.mette)
    assert mette is not None
    assert (mette.away_cover_id, mette.phone) == (cast.karl, "4455")
    assert [mette.is_away(NOW + ago * DAY) for ago in (-1, 0, 0.5, 1)] == [
        False,
        True,
        True,
        False,
    ]


async def test_a_duty_is_written_down_once_and_done_once(cast: Cast) -> None:
    new = Task(
        id=cast.ids.new(),
        youth_id=cast.bo,
        staff_id=cast.mette,
        kind=TaskKind.FIRST_CALL,
        created_at=NOW,
        due_at=NOW + DAY,
        detail="ring efter kl. 14",
    )

    def add(tx: Tx) -> bool:
        return tasks.add(tx, new, dedupe="first_call:bo")

    assert [await cast.store.write(add) for _ in range(2)] == [True, False]
    assert await cast.store.read(tasks.open_of_staff, cast.mette) == [new]
    assert await cast.store.read(tasks.open_of_staff, cast.karl) == []
    for days in (2, 3):  # however often it is put off, it keeps when it was first to be done
        await cast.store.write(tasks.put_off, new.id, NOW + days * DAY)
        [moved] = await cast.store.read(tasks.open_of_youth, cast.bo)
        assert (moved.due_at, moved.first_due_at) == (NOW + days * DAY, new.due_at)
    done = [
        await cast.store.write(tasks.done, NOW, new.id, who, "talked")
        for who in (cast.karl, cast.mette)
    ]
    assert done == [True, False]
    assert await cast.store.read(tasks.open_of_youth, cast.bo) == []
    kept = await cast.store.read(tasks.get, new.id)
    assert kept is not None
    assert (kept.done_by, kept.outcome, kept.detail) == (cast.karl, "talked", new.detail)
    assert (kept.due_at, kept.first_due_at) == (None, new.due_at)
    assert await cast.store.read(tasks.get, 1) is None
