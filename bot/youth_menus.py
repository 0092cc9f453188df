"""Youths find Telegram's menu in the language they chose, whatever language their phone has."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.menu import Entries, menu
from services.world import World
from storage import youth_menus as menu_rows
from storage import youths as youth_rows
from storage.youth_menus import Reader

Publish = Callable[[int, Entries], Awaitable[bool]]
Forget = Callable[[int], Awaitable[bool]]

MOST = 25  # chats in one run: messages want Telegram, too
MOST_FAILURES = 3  # in a row: Telegram is not there
AGAIN = timedelta(hours=1)  # until a chat of which Telegram would not hear is tried again


class YouthMenus:
    """The unit of work that gives the chat of every youth the menu in their own language.

    What Telegram has heard of is not published again while this process lives, so a start tells
    all once more. Who stops, or is with us no more, has the menu of everybody again.
    """

    def __init__(self, world: World, publish: Publish, forget: Forget) -> None:
        self._world = world
        self._publish = publish
        self._forget = forget
        self._menus = menu(world.house.texts)
        self._known: dict[int, tuple[Reader, int]] = {}  # by youth: as they were, and their chat
        self._not_before: dict[int, datetime] = {}  # by youth

    async def __call__(self) -> bool:
        """Tell Telegram of some that are new or have changed; the others wait for the next beat.

        A chat that Telegram refuses stands in nobody's way: it is tried again an hour later.
        """
        now = self._world.clock.now()
        readers = {one.id: one for one in await self._world.store.read(menu_rows.readers)}
        changed = [each for each, one in readers.items() if self._as_known(each) != one]
        changed += self._known.keys() - readers.keys()
        new = [one for one in changed if self._not_before.get(one, now) <= now]
        down = 0
        for youth_id in new[:MOST]:
            if await self._tell(youth_id, readers.get(youth_id)):
                down = 0
                self._not_before.pop(youth_id, None)
            else:
                self._not_before[youth_id] = now + AGAIN
                down += 1
            if down == MOST_FAILURES:
                break
        return False

    def _as_known(self, youth_id: int) -> Reader | None:
        known = self._known.get(youth_id)
        return known[0] if known is not None else None

    async def _tell(self, youth_id: int, reader: Reader | None) -> bool:
        if reader is None:
            heard = await self._forget(self._known[youth_id][1])
            if heard:
                del self._known[youth_id]
            return heard
        youth = await self._world.store.read(youth_rows.get, youth_id)
        if youth is None or youth.chat_id is None:
            return True  # gone since
        heard = await self._publish(youth.chat_id, tuple(self._menus[reader.language]))
        if heard:
            self._known[youth_id] = reader, youth.chat_id
        return heard
