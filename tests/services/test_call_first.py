"""A call that nobody answered is noted once, and the worker reads what is so."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.talk import TalkWay
from services.call_first import Caller, note_try
from storage import staff as staff_rows
from storage import talks
from tests.web.cast import NOW, Cast


async def notes_a_try(cast: Cast, now: datetime) -> None:
    """Let Bo's mentor note a call that he did not take, from no case."""
    mette = await cast.store.read(staff_rows.get, cast.mette)
    assert mette is not None
    caller = Caller(mette, await cast.youth(), None)
    await cast.store.write(note_try, now, cast.world.house, caller)


async def tries(cast: Cast) -> list[TalkWay]:
    """Return how the tries and talks with Bo are noted."""
    return [one.way for one in await cast.store.read(talks.latest_of, cast.bo, 9)]


async def test_the_same_call_is_noted_and_told_once(cast: Cast) -> None:
    for seconds in (0, 1, 600):
        await notes_a_try(cast, NOW + timedelta(seconds=seconds))
    assert await tries(cast) == [TalkWay.TRIED]
    assert len(await cast.messages(cast.bo)) == 1


async def test_a_call_half_an_hour_later_is_another(cast: Cast) -> None:
    for minutes in (0, 30):
        await notes_a_try(cast, NOW + timedelta(minutes=minutes))
    assert await tries(cast) == [TalkWay.TRIED] * 2
    assert len(await cast.messages(cast.bo)) == 2
