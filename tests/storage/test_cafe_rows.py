"""Series, evenings, answers and pairs come back as they were written, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest

from domain.cafe import (
    Cafe,
    CafeState,
    Came,
    Coming,
    Details,
    Help,
    Rsvp,
    Series,
    Worth,
)
from domain.ids import IdSource
from domain.message import OutboxState
from storage import apart, cafe_mail, cafes, rsvps, tables
from storage.store import Store
from storage.tx import Rx
from storage.vault import Vault
from tests.web.cast import NOW, Cast

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
async def cast(store: Store, vault: Vault, ids: IdSource) -> Cast:
    """Return everybody, in the store, on each of the two engines."""
    everybody = Cast(store=store, vault=vault, ids=ids)
    await everybody.settle()
    return everybody


def series_of(cast: Cast, cohort: str | None = None) -> Series:
    return Series(
        id=cast.ids.new(),
        programme_key="projekt-run",
        cohort=cohort,
        rule="FREQ=WEEKLY;BYDAY=TH",
        begins=time(17),
        ends=time(19, 30),
        place={"da": "biblioteket"},
        transport=True,
        created_at=NOW,
        created_by=cast.anna,
    )


def evening_of(cast: Cast, series: Series, ahead: timedelta) -> Cafe:
    return Cafe(
        id=cast.ids.new(),
        series_id=series.id,
        programme_key=series.programme_key,
        state=CafeState.PLANNED,
        occurs_at=NOW + ahead,
        begins_at=NOW + ahead,
        ends_at=NOW + ahead + 2 * HOUR,
        details=Details({"food": {"da": "pizza", "en": "pizza"}}),
        next_at=NOW + ahead - DAY,
    )


async def test_a_series_comes_back_and_is_running_until_it_ends(cast: Cast) -> None:
    write, read = cast.store.write, cast.store.read
    series = series_of(cast, "hold 2")
    await write(cafes.add_series, series)
    assert await read(cafes.series, series.id) == series
    assert await read(cafes.has_series, "projekt-run", "hold 2")
    assert not await read(cafes.has_series, "projekt-run", "hold 1")
    await write(cafes.end_series, NOW, series.id)
    assert await read(cafes.running) == []


async def test_an_evening_is_made_once_and_keeps_its_occurrence_when_it_is_moved(
    cast: Cast,
) -> None:
    write, read = cast.store.write, cast.store.read
    series = series_of(cast)
    evening = evening_of(cast, series, 2 * DAY)
    await write(cafes.add_series, series)
    assert await write(cafes.add, evening)
    assert not await write(cafes.add, replace(evening, id=cast.ids.new()))
    moved = replace(evening, begins_at=NOW + 3 * DAY, moved_at=NOW, state=CafeState.INVITED)
    await write(cafes.save, moved)
    assert await read(cafes.get, evening.id) == moved
    assert await read(cafes.last_occurrence, series.id) == NOW + 2 * DAY
    assert await read(cafes.of_series_after, series.id, NOW + 2 * DAY) == [moved]
    assert await read(cafes.from_, NOW + 9 * DAY, 5) == []


async def test_an_answer_comes_back_and_its_wish_is_sealed(cast: Cast) -> None:
    write, read = cast.store.write, cast.store.read
    series = series_of(cast)
    evening = evening_of(cast, series, -DAY)
    await write(cafes.add_series, series)
    await write(cafes.add, evening)
    rsvp = Rsvp(id=cast.ids.new(), cafe_id=evening.id, youth_id=cast.bo, invited_at=NOW)
    assert await write(rsvps.add, rsvp)
    assert not await write(rsvps.add, replace(rsvp, id=cast.ids.new()))
    full = replace(
        rsvp,
        answer=Coming.YES,
        answered_at=NOW,
        help_wanted=Help.FOLLOWED,
        came=Came.LATE,
        came_by=cast.anna,
        came_at=NOW,
        worth=Worth.PARTLY,
        wish="games",
    )
    await write(rsvps.save, full)
    assert await read(rsvps.get, rsvp.id) == full
    assert await read(rsvps.find, evening.id, cast.bo) == full
    assert await read(rsvps.before, [cast.bo], NOW) == {cast.bo: [full]}
    assert await read(rsvps.before, [cast.bo], NOW - 2 * DAY) == {}


async def test_a_pair_is_one_pair_in_either_order(cast: Cast) -> None:
    write, read = cast.store.write, cast.store.read
    other = await cast.another_youth()
    assert await write(apart.mark, NOW, other, cast.bo, cast.anna)
    assert not await write(apart.mark, NOW, cast.bo, other, cast.anna)
    assert await read(apart.pairs) == {(min(cast.bo, other), max(cast.bo, other))}
    assert await write(apart.unmark, cast.bo, other)
    assert await read(apart.pairs) == frozenset()


async def test_what_has_not_left_can_be_taken_back_by_its_name(cast: Cast) -> None:
    await cast.link()  # a message that waits
    names = await cast.store.read(_names)
    assert await cast.store.read(cafe_mail.waiting, names) == len(names)
    assert await cast.store.write(cafe_mail.withdraw, names, "stopped") == sorted(names)
    assert await cast.store.read(cafe_mail.waiting, names) == 0
    assert await cast.store.read(cafe_mail.never_came, names) == frozenset(names)
    assert await cast.store.write(cafe_mail.withdraw, names, "stopped") == []


def _names(rx: Rx) -> list[str]:
    rows = rx.execute(tables.outbox.select()).mappings()
    return [row["dedupe"] for row in rows if row["state"] == OutboxState.QUEUED.value]
