"""The menus of youths reach Telegram some at a time, and again where it did not hear."""

from __future__ import annotations

from bot.youth_menus import AGAIN, MOST, MOST_FAILURES, YouthMenus
from storage import youths
from storage.tx import Tx
from tests.bot.menus import (
    Telegram,
    cast,
    ids,
    sqlite_template,
    sqlite_url,
    store,
    store_url,
    vault,
    wakes,
)
from tests.web.cast import Cast

__all__ = ["cast", "ids", "sqlite_template", "sqlite_url", "store", "store_url", "vault", "wakes"]


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
