"""That a youth has a new worker is told by that worker where the robot may not say it any more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.people import Actor
from domain.task import Task, TaskKind
from services.change_worker import change_worker
from services.hold_automatic import withdraw_automatic
from storage import held_back, staff, tasks, youths
from storage.tx import Tx
from tests.web.cast import NOW, Cast

EVENING = NOW + timedelta(hours=9)  # in Bo's quiet hours: he hears of it in the morning


@pytest.fixture
def store_url(sqlite_url: str) -> str:
    """Return one database: no query here differs between the two."""
    return sqlite_url


async def changes(cast: Cast) -> None:
    """Give Bo to Ulla in the evening."""

    def change(tx: Tx) -> None:
        bo, ulla = youths.get(tx, cast.bo), staff.get(tx, cast.ulla)
        assert bo is not None
        assert ulla is not None
        change_worker(tx, Actor.staff(cast.anna), EVENING, cast.world.house, bo, ulla)

    await cast.store.write(change)


async def withdrawn(cast: Cast, reason: str) -> Task:
    """Withdraw what waits for Bo; return the hello."""

    def withdraw(tx: Tx) -> Task:
        bo = youths.get(tx, cast.bo)
        assert bo is not None
        withdraw_automatic(tx, EVENING, cast.world.house, bo, reason)
        [hello] = [one for one in tasks.open_of_youth(tx, cast.bo) if one.kind is TaskKind.HELLO]
        return hello

    return await cast.store.write(withdraw)


@pytest.mark.parametrize("reason", [held_back.PAUSE, held_back.RED_CASE])
async def test_what_a_pause_or_a_cry_withdrew_stands_in_the_hello(cast: Cast, reason: str) -> None:
    await changes(cast)
    told = (await cast.messages(cast.ulla))[-1]
    assert "Robotten fortæller den unge det." in told
    hello = await withdrawn(cast, reason)
    assert (hello.staff_id, hello.detail is not None) == (cast.ulla, True)
    assert "er det Ulla, der læser og ringer" in str(hello.detail)
    said = (await cast.messages(cast.ulla))[-1]
    assert said.startswith("Robotten nåede ikke at fortælle B., ")
    assert said.endswith("Ordene står på siden.")


async def test_who_has_said_hello_or_may_not_call_is_told_nothing_more(cast: Cast) -> None:
    await changes(cast)
    before = await cast.messages(cast.ulla)
    await cast.change_bo(call_allowed=False)
    hello = await withdrawn(cast, held_back.STOP)
    assert hello.detail is None

    def done(tx: Tx) -> None:
        bo = youths.get(tx, cast.bo)
        assert bo is not None
        tasks.done(tx, EVENING, hello.id, cast.ulla, "called")

    await cast.store.write(done)
    assert await cast.messages(cast.ulla) == before


async def test_after_the_hello_nothing_is_left_to_tell(cast: Cast) -> None:
    await changes(cast)

    def hello_and_pause(tx: Tx) -> None:
        bo = youths.get(tx, cast.bo)
        assert bo is not None
        [hello] = [one for one in tasks.open_of_youth(tx, cast.bo) if one.kind is TaskKind.HELLO]
        tasks.done(tx, EVENING, hello.id, cast.ulla, "called")
        withdraw_automatic(tx, EVENING, cast.world.house, bo, held_back.PAUSE)

    before = await cast.messages(cast.ulla)
    await cast.store.write(hello_and_pause)
    assert await cast.messages(cast.ulla) == before
