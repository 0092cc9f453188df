"""That a worker is away is heard by who has no chat, too: by SMS, or from the cover."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.message import Road
from domain.people import Channel, Staff
from domain.task import Task
from services.away_news import tell_back, tell_youths
from services.said_by_hand import ByHand, said_by_hand
from storage import staff, tasks
from storage.tx import Rx, Tx
from tests.web.cast import NOW, Cast


@pytest.fixture
def store_url(sqlite_url: str) -> str:
    """Return one database: no query here differs between the two."""
    return sqlite_url


def person(rx: Rx, staff_id: int) -> Staff:
    found = staff.get(rx, staff_id)
    assert found is not None
    return found


async def goes(cast: Cast, days: int) -> list[Task]:
    """Let Mette be away from now on for so many days; return what is to be said in her place."""

    def go(tx: Tx) -> None:
        until = NOW + timedelta(days=days)
        staff.change(tx, cast.mette, away_at=NOW, away_until=until, away_cover_id=cast.karl)
        mette, karl = person(tx, cast.mette), person(tx, cast.karl)
        tell_youths(tx, NOW, cast.world.house, mette, karl)

    await cast.store.write(go)
    return list(await cast.store.read(tasks.open_of_youth, cast.bo))


async def test_whom_no_words_reach_hears_it_from_the_cover_until_the_worker_is_back(
    cast: Cast,
) -> None:
    await cast.change_bo(channel=Channel.PHONE.value, chat_id=None)
    [duty] = await goes(cast, 9)
    assert duty.detail is not None
    assert duty.detail.startswith("Mette er væk til torsdag den 5. marts. Karl læser og ringer")
    assert await cast.store.read(said_by_hand, cast.world.house, duty) is ByHand.AWAY
    await cast.store.write(lambda tx: tell_back(tx, NOW, cast.world.house, person(tx, cast.mette)))
    assert await cast.store.read(tasks.open_of_youth, cast.bo) == []


async def test_a_day_off_that_is_over_before_it_could_be_said_is_no_duty(cast: Cast) -> None:
    await cast.change_bo(channel=Channel.PHONE.value, chat_id=None)
    assert await goes(cast, 1) == []


async def test_who_wants_no_calls_is_left_alone(cast: Cast) -> None:
    await cast.change_bo(channel=Channel.PHONE.value, chat_id=None, call_allowed=False)
    assert await goes(cast, 9) == []


async def test_who_chose_sms_reads_a_postcard(cast: Cast) -> None:
    await cast.change_bo(channel=Channel.SMS.value, phone="+4512345678")
    house = replace(cast.world.house, hears_sms=True, roads=frozenset({Road.SMS}))
    cast.world = replace(cast.world, house=house)
    assert await goes(cast, 9) == []
    assert await cast.messages(cast.bo) == [
        "Hej. Jeg er væk til torsdag den 5. marts. Karl læser og ringer imens. Mette"
    ]
