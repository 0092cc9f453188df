"""An evening from its invitation to its end, tick by tick, on both engines."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from domain.cafe import CafeState, Came, Coming, Series, answered
from domain.people import Actor
from services.attend import mark
from services.cafe_series import NewSeries, make_series
from services.evening import Evening
from services.programme_of import programme_of
from services.tend_cafes import tend_cafes
from services.world import House
from storage import cafes, rsvps, staff
from storage import youths as youth_rows
from storage.tables import outbox
from storage.tx import Tx
from tests.web.cast import Cast

ACTOR = Actor.system("test")
MONDAY = datetime.fromisoformat("2026-03-02T09:00+00:00")


def make(tx: Tx, cast: Cast) -> int:
    """Let the coordinator make a series, and return its first evening."""
    bo = youth_rows.get(tx, cast.bo)
    assert bo is not None
    key = programme_of(tx, cast.world.house, bo.programme_version_id).key
    new = NewSeries(programme_key=key, rule="FREQ=WEEKLY;BYDAY=TH", begins=time(17), ends=time(19))
    made = make_series(tx, Actor.staff(cast.anna), MONDAY, cast.world.house, new)
    assert isinstance(made, Series)
    return cafes.from_(tx, MONDAY, 1)[0].id


def tick(tx: Tx, house: House, cafe_id: int) -> CafeState:
    """Let the next tick come in its time, and return how the evening stands then."""
    cafe = cafes.get(tx, cafe_id)
    assert cafe is not None
    assert cafe.next_at is not None
    assert cafes.to_invite(tx, cafe.next_at - timedelta(minutes=1), 5) == []
    assert tend_cafes(tx, ACTOR, cafe.next_at, house, [cafe_id]) == [cafe_id]
    assert tend_cafes(tx, ACTOR, cafe.next_at, house, [cafe_id]) == [], "done once"
    after = cafes.get(tx, cafe_id)
    assert after is not None
    return after.state


def answer(tx: Tx, cast: Cast, cafe_id: int) -> None:
    """Let Bo come, and be seen."""
    row = rsvps.find(tx, cafe_id, cast.bo)
    cafe, anna = cafes.get(tx, cafe_id), staff.get(tx, cast.anna)
    assert row is not None
    assert cafe is not None
    assert anna is not None
    rsvps.save(tx, answered(row, Coming.YES, MONDAY))
    row = rsvps.find(tx, cafe_id, cast.bo)
    assert row is not None
    mark(Evening.of(tx, cafe.begins_at, cast.world.house, cafe), row, Came.SEEN, anna)


def names(tx: Tx, cast: Cast) -> list[str]:
    """Return what was queued for Bo about cafés, without its numbers."""
    rows = tx.execute(outbox.select().where(outbox.c.youth_id == cast.bo))
    found = [str(row["dedupe"]) for row in rows.mappings()]
    return sorted(one.split(":")[2] for one in found if one.startswith("cafe:"))


async def test_an_evening_goes_through_all_its_steps_once(cast: Cast) -> None:
    write, house = cast.store.write, cast.world.house
    cafe_id = await write(make, cast)
    assert await write(tick, house, cafe_id) is CafeState.INVITED
    await write(answer, cast, cafe_id)
    states = [await write(tick, house, cafe_id) for _ in range(3)]
    assert states == [CafeState.REMINDED, CafeState.OPEN, CafeState.HELD]
    assert await write(names, cast) == ["invite", "remind", "worth"]
