"""A number that two have: each SMS goes to one of them, and what comes from it is theirs."""

from __future__ import annotations

import pytest

from domain.incoming import Incoming
from domain.onboarding import Screen
from domain.people import Actor, Channel, YouthStatus
from domain.phone import chat_of_number
from services.enrol import say_yes
from services.onboarding import choose
from storage import youths
from storage.tx import Tx
from tests.web.cast import BO_CHAT, NOW, Cast

SHARED = "+4522334455"


async def chooses(cast: Cast, channel: Channel) -> None:
    """Let Bo tap how he wants to be reached."""

    def tap(tx: Tx) -> None:
        bo = youths.get(tx, cast.bo)
        assert bo is not None
        choose(
            tx,
            Actor.youth(bo.id),
            NOW,
            cast.world.house,
            Incoming(inbox_id=tx.new_id(), chat_id=BO_CHAT, message_id=7),
            bo,
            screen=Screen.CHANNEL,
            choice=channel.value,
            alone=False,
        )

    await cast.store.write(tap)


async def another_on(cast: Cast, channel: Channel) -> int:
    """Put somebody into the store who has the shared number, and return their id."""
    other = await cast.another_youth()
    values = {"channel": channel.value, "phone": SHARED}
    await cast.store.write(lambda tx: youths.change(tx, other, **values))
    return other


async def test_who_chooses_sms_at_the_number_of_another_is_asked_for_their_own(
    cast: Cast,
) -> None:
    await another_on(cast, Channel.SMS)
    await cast.change_bo(phone="22 33 44 55")
    await chooses(cast, Channel.SMS)
    bo = await cast.youth()
    assert (bo.channel, bo.phone) == (Channel.SMS, None)
    assert any("Hvad er dit nummer?" in one for one in await cast.messages(cast.bo))


@pytest.mark.parametrize(
    ("chosen", "others"), [(Channel.SMS, Channel.PHONE), (Channel.PHONE, Channel.SMS)]
)
async def test_a_number_that_only_one_of_them_gets_sms_at_stays_known(
    cast: Cast, chosen: Channel, others: Channel
) -> None:
    await another_on(cast, others)
    await cast.change_bo(phone=SHARED)
    await chooses(cast, chosen)
    bo = await cast.youth()
    assert (bo.channel, bo.phone) == (chosen, SHARED)


async def test_what_comes_from_it_is_of_whoever_is_written_to_there(cast: Cast) -> None:
    await cast.change_bo(channel=Channel.SMS.value, phone=SHARED)
    await another_on(cast, Channel.BOT)
    found = await cast.store.read(youths.find_by_chat, chat_of_number(SHARED))
    assert found is not None
    assert found.id == cast.bo, "though the other is newer"


@pytest.mark.parametrize(("others", "left"), [(Channel.SMS, None), (Channel.BOT, SHARED)])
async def test_who_comes_back_to_a_number_that_was_given_away_is_asked_for_their_own(
    cast: Cast, others: Channel, left: str | None
) -> None:
    await another_on(cast, others)
    await cast.change_bo(channel=Channel.SMS.value, phone=SHARED, status=YouthStatus.STOPPED.value)

    def yes(tx: Tx) -> None:
        bo = youths.get(tx, cast.bo)
        assert bo is not None
        update = Incoming(inbox_id=tx.new_id(), chat_id=BO_CHAT, message_id=7)
        say_yes(tx, Actor.youth(bo.id), NOW, cast.world.house, update, bo)

    await cast.store.write(yes)
    bo = await cast.youth()
    assert (bo.status, bo.phone) == (YouthStatus.ACTIVE, left)
    asked = any("Hvad er dit nummer?" in one for one in await cast.messages(cast.bo))
    assert asked is (left is None)
