"""Whoever writes can be written to: a mark that they blocked the bot goes, for staff as well."""

from __future__ import annotations

import pytest

from domain.incoming import Incoming
from domain.people import Actor, Staff, Youth
from services.mark_unreachable import staff_blocked, youth_blocked
from services.receive import Road, receive
from services.world import House
from storage import inbox, staff, youths
from storage.tx import Tx
from tests.web.cast import BO_CHAT, NOW, SITE_CHAT, Cast


def hears_youth(
    tx: Tx, actor: Actor, now: object, house: House, came: Incoming, who: Youth
) -> None:
    """Be the verb of a youth, who is reachable when it runs."""
    assert who.blocked_at is None


def hears_staff(
    tx: Tx, actor: Actor, now: object, house: House, came: Incoming, who: Staff
) -> None:
    """Be the verb of a member of staff, who is reachable when it runs."""
    assert who.blocked_at is None


def nobody(tx: Tx, actor: Actor, now: object, house: House, came: Incoming) -> None:
    """Be the verb of somebody unknown."""


async def comes(cast: Cast, chat_id: int, road: Road) -> None:
    """Let an update from a chat come in."""
    await cast.vault.day_key(NOW.date())

    def come(tx: Tx) -> None:
        inbox.add(tx, NOW, 4242, [(chat_id, chat_id, "{}")])
        (stored,) = inbox.next_due(tx, NOW)
        incoming = Incoming(inbox_id=stored.id, chat_id=chat_id)
        receive(tx, Actor.system("intake"), NOW, cast.world.house, incoming, road)

    await cast.store.write(come)


@pytest.mark.parametrize("chat_id", [BO_CHAT, SITE_CHAT])
async def test_who_writes_has_unblocked_the_bot(cast: Cast, chat_id: int) -> None:
    await cast.change_bo(blocked_at=NOW)
    await cast.store.write(lambda tx: staff.change(tx, cast.mette, blocked_at=NOW))
    await comes(cast, chat_id, Road(youth=hears_youth, staff=hears_staff, stranger=nobody))
    bo, mette = await cast.youth(), await cast.store.read(staff.get, cast.mette)
    assert mette is not None
    still_marked = {BO_CHAT: bo.blocked_at, SITE_CHAT: mette.blocked_at}
    assert still_marked.pop(chat_id) is None
    assert set(still_marked.values()) == {NOW}, "the other one has not written"


async def test_the_news_that_somebody_blocked_it_marks_them(cast: Cast) -> None:
    road = Road(youth=youth_blocked, staff=staff_blocked, stranger=nobody)
    for chat_id in (BO_CHAT, SITE_CHAT):
        await comes(cast, chat_id, road)
    mette = await cast.store.read(staff.get, cast.mette)
    bo = await cast.store.read(youths.get, cast.bo)
    assert mette is not None
    assert bo is not None
    assert (mette.blocked_at, bo.blocked_at) == (NOW, NOW)
