"""Who is with us by phone, meets the robot and taps *under 15* by a slip is not lost by it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from domain.incoming import Incoming
from domain.people import Actor, AgeBand, Channel, YouthStatus
from services.enrol import go_on, tell_age
from services.stop import leave
from storage import audit, planned
from tests.web.cast import BO_CHAT, NOW, Cast


@pytest.fixture
def store_url(sqlite_url: str) -> str:
    """Return one database: no query here differs between the two."""
    return sqlite_url


async def tap(cast: Cast, number: int, verb: Callable[..., None], **more: AgeBand) -> None:
    """Let Bo tap something in the chat that he has by now."""
    said = Incoming(inbox_id=number, chat_id=BO_CHAT, message_id=number)
    actor, youth = Actor.youth(cast.bo), await cast.youth()
    await cast.store.write(verb, actor, NOW, cast.world.house, said, youth, **more)


async def mends(cast: Cast, band: AgeBand) -> None:
    """Let Bo tap *under 15*, ask for the ages again, and tap another."""
    await tap(cast, 1, tell_age, band=AgeBand.UNDER_15)
    assert (await cast.youth()).status is YouthStatus.UNDERAGE
    await tap(cast, 2, go_on)
    await tap(cast, 3, tell_age, band=band)


async def test_the_yes_they_gave_by_phone_stands_and_somebody_owes_them_contact(
    cast: Cast,
) -> None:
    start = NOW - timedelta(days=9)
    await cast.change_bo(channel=Channel.PHONE.value, accepted_at=start, phone="22334455")
    await mends(cast, AgeBand.FROM_15_TO_17)
    bo = await cast.youth()
    assert (bo.status, bo.age_band) == (YouthStatus.ACTIVE, AgeBand.FROM_15_TO_17)
    assert bo.channel is Channel.PHONE, "they have said nothing to the robot"
    assert bo.reassess_at is not None
    assert any(one.due_at for one in await cast.store.read(planned.of_youth, cast.bo))
    actions = [one[2] for one in await cast.store.read(audit.of_youth, cast.bo)]
    assert actions[-1] == "accept_by_hand"


async def test_who_had_stopped_before_is_not_taken_back_by_telling_their_age(cast: Cast) -> None:
    await cast.change_bo(channel=Channel.PHONE.value, accepted_at=NOW - timedelta(days=9))
    youth, house = await cast.youth(), cast.world.house
    await cast.store.write(leave, Actor.youth(cast.bo), NOW, house, youth)
    await mends(cast, AgeBand.ADULT)
    assert (await cast.youth()).status is YouthStatus.ASKED


async def test_who_is_new_has_said_no_yes_yet(cast: Cast) -> None:
    asked = {"status": YouthStatus.ASKED.value, "accepted_at": None, "age_band": None}
    await cast.change_bo(**asked)
    await mends(cast, AgeBand.ADULT)
    assert (await cast.youth()).status is YouthStatus.ASKED
