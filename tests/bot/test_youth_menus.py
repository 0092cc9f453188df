"""The menus of youths reach Telegram some at a time, and again where it did not hear."""

from __future__ import annotations

import pytest

from bot.menu import Entries
from bot.youth_menus import AGAIN, MOST, MOST_FAILURES, YouthMenus
from domain.ids import IdSource
from storage import youths
from storage.store import Store
from storage.tx import Tx
from storage.vault import Vault
from tests.stores import ids, sqlite_template, sqlite_url, store, vault, wakes
from tests.web.cast import Cast

__all__ = ["ids", "sqlite_template", "sqlite_url", "store", "vault", "wakes"]


@pytest.fixture
def store_url(sqlite_url: str) -> str:
    """Return one database."""
    return sqlite_url


@pytest.fixture
async def cast(store: Store, vault: Vault, ids: IdSource) -> Cast:
    """Return everybody, in the store."""
    everybody = Cast(store=store, vault=vault, ids=ids)
    await everybody.settle()
    return everybody


class Telegram:
    """What has been published; `heard` says whether it answers."""

    def __init__(self) -> None:
        self.heard = True
        self.asked = 0
        self.menus: dict[int, Entries] = {}

    async def publish(self, chat_id: int, shown: Entries) -> bool:
        self.asked += 1
        if self.heard:
            self.menus[chat_id] = shown
        return self.heard

    async def forget(self, chat_id: int) -> bool:
        self.asked += 1
        if self.heard:
            del self.menus[chat_id]
        return self.heard


async def more_youths(cast: Cast, many: int) -> None:
    """Let so many more youths have a chat."""
    others = [await cast.another_youth() for _ in range(many)]

    def give_chats(tx: Tx) -> None:
        for number, other in enumerate(others):
            youths.change(tx, other, chat_id=5000 + number)

    await cast.store.write(give_chats)


async def test_a_run_tells_of_some_and_the_next_beat_of_the_others(cast: Cast) -> None:
    telegram = Telegram()
    menus = YouthMenus(cast.world, telegram.publish, telegram.forget)
    await more_youths(cast, MOST)
    assert not await menus(), "messages want Telegram, too"
    assert len(telegram.menus) == MOST
    assert not await menus()
    assert len(telegram.menus) == MOST + 1
    assert not await menus()
    assert telegram.asked == MOST + 1, "what is known is not said again"


async def test_where_telegram_is_not_there_the_others_come_first_and_those_an_hour_later(
    cast: Cast,
) -> None:
    telegram = Telegram()
    menus = YouthMenus(cast.world, telegram.publish, telegram.forget)
    await more_youths(cast, 10)
    telegram.heard = False
    assert not await menus()
    assert telegram.asked == MOST_FAILURES
    telegram.heard = True
    await menus()
    assert len(telegram.menus) == 11 - MOST_FAILURES, "no refusal stands in the way of the others"
    cast.clock.pass_by(AGAIN)
    await menus()
    assert len(telegram.menus) == 11


async def test_another_language_and_the_end_are_followed(cast: Cast) -> None:
    telegram = Telegram()
    menus = YouthMenus(cast.world, telegram.publish, telegram.forget)
    await menus()
    [danish] = telegram.menus.values()
    await cast.change_bo(language="en")
    await menus()
    [english] = telegram.menus.values()
    assert [name for name, _ in danish] != [name for name, _ in english]
    await cast.change_bo(status="stopped")
    await menus()
    assert telegram.menus == {}
