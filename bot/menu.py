"""Which commands people find in Telegram's menu; the table of them is `content/menu.py`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from functools import cache

from content.menu import OF_YOUTHS, Command, of_role
from content.texts import Texts
from domain.people import LANGUAGES, Language, Role
from services.world import World
from storage import staff as staff_rows

# Command and description, in the order in which they are shown; as the channel takes them.
Entries = tuple[tuple[str, str], ...]


def menu(texts: Texts) -> Mapping[Language, Sequence[tuple[str, str]]]:
    """Return the commands of youths with their descriptions, by language."""
    return {language: entries(texts, OF_YOUTHS, language) for language in LANGUAGES}


def entries(texts: Texts, commands: Iterable[Command], language: Language) -> Entries:
    """Return the names and descriptions of commands in one language."""
    return tuple(
        (command.names[language], texts.say(language, command.says)) for command in commands
    )


class StaffMenus:
    """The unit of work that gives every member of staff the menu of their role and language.

    A menu that Telegram has heard of is not published again while this process lives, and a chat
    that is no longer theirs goes back to the menu of youths.
    """

    def __init__(
        self,
        world: World,
        publish: Callable[[int, Entries], Awaitable[bool]],
        forget: Callable[[int], Awaitable[bool]],
    ) -> None:
        self._world = world
        self._publish = publish
        self._forget = forget
        self._published: dict[int, Entries] = {}

    async def __call__(self) -> bool:
        """Publish what is new. There is never more to do: what failed waits for the next beat."""
        people = await self._world.store.read(staff_rows.everybody)
        shown_to = cache(self._of)
        wanted = {
            one.chat_id: shown_to(one.role, one.language)
            for one in people
            if one.chat_id is not None and one.blocked_at is None
        }
        for chat_id, shown in wanted.items():
            known = self._published.get(chat_id) == shown
            if not known and await self._publish(chat_id, shown):
                self._published[chat_id] = shown
        for chat_id in self._published.keys() - wanted.keys():
            if await self._forget(chat_id):
                del self._published[chat_id]
        return False

    def _of(self, role: Role, language: Language) -> Entries:
        return entries(self._world.house.texts, of_role(role), language)
