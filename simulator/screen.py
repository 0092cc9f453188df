"""What a phone's screen shows, and waiting for it to show something."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import TypeVar

from simulator.methods.commands import commands_for
from simulator.records import Json, Person
from simulator.state import State
from simulator.view import Answer, SeenMessage, see

Found = TypeVar("Found")
Wanted = str | Callable[[SeenMessage], bool]


def fits(message: SeenMessage, wanted: Wanted) -> bool:
    """Return whether a message has the words, or satisfies the function."""
    return wanted in message.text if isinstance(wanted, str) else wanted(message)


class Screen:
    """The reading side of a phone: the chat with the bot as its owner sees it."""

    def __init__(self, state: State, person: Person) -> None:
        self._state = state
        self._person = person

    @property
    def id(self) -> int:
        """The user's id, which is also the id of the private chat."""
        return self._person.id

    @property
    def name(self) -> str:
        """The first name."""
        return self._person.first_name

    @property
    def person(self) -> Person:
        """The record behind the phone: language, blocked, deactivated, writable."""
        return self._person

    @property
    def messages(self) -> list[SeenMessage]:
        """Return what the chat shows, oldest first, from both sides."""
        return [see(one) for one in self._state.messages_of(self._person)]

    def message(self, number: int) -> SeenMessage | None:
        """Return how a message of this chat looks now, or None when there is none (any more)."""
        found = self._state.messages.get(number)
        mine = found is not None and found.person is self._person and not found.deleted
        return see(found) if found is not None and mine else None

    @property
    def last(self) -> SeenMessage:
        """Return the newest message from the bot.

        Raises:
            LookupError: when the bot has written nothing.
        """
        found = [one for one in self.messages if one.from_bot]
        if not found:
            raise LookupError(f"The bot has written nothing to {self.name}.")
        return found[-1]

    @property
    def keys(self) -> list[str]:
        """Return the labels of the keyboard below the chat; none where there is no keyboard."""
        return [key.label for row in self._person.keys for key in row]

    @property
    def answers(self) -> list[Answer]:
        """Return the answers to pressed buttons, oldest first."""
        mine = (one for one in self._state.answered if one.person is self._person)
        return [Answer(one.id, one.text, one.alert) for one in mine]

    @property
    def mark(self) -> int:
        """Return the number of the latest change; give it to ``wait_for(since=...)``."""
        return self._state.hub.seq

    @property
    def commands(self) -> list[Json]:
        """Return the command menu that this person sees."""
        return commands_for(self._state, self._person)

    async def wait_for(
        self,
        wanted: Wanted,
        *,
        timeout: float = 10,  # noqa: ASYNC109 (the error tells what the chat shows instead)
        since: int | SeenMessage = 0,
    ) -> SeenMessage:
        """Return the newest message from the bot that has the words, waiting if need be.

        Args:
            wanted: words that must be in the text, or a function that knows the message.
            timeout: real seconds.
            since: only messages sent or edited after this ``mark`` (or message) count.

        Raises:
            TimeoutError: with what the phone shows instead.
        """
        after = since.seq if isinstance(since, SeenMessage) else since

        def look() -> SeenMessage | None:
            shown = (one for one in reversed(self.messages) if one.from_bot and one.seq > after)
            return next((one for one in shown if fits(one, wanted)), None)

        return await self._until(look, timeout, f"message with {wanted!r}")

    async def wait_for_answer(
        self,
        query: str,
        *,
        timeout: float = 10,  # noqa: ASYNC109 (the error tells what the chat shows instead)
    ) -> Answer:
        """Return the answer to a pressed button, waiting up to ``timeout`` real seconds.

        Raises:
            TimeoutError: when the bot does not answer.
        """

        def look() -> Answer | None:
            return next((one for one in self.answers if one.query == query), None)

        return await self._until(look, timeout, f"answer to {query}")

    async def changed(self, *, since: int, seconds: float) -> None:
        """Return when this phone changed after the mark ``since``, or after real seconds."""
        with self._state.hub.listen() as events, contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._person.touched <= since:
                    await events.get()

    async def _until(self, look: Callable[[], Found | None], seconds: float, what: str) -> Found:
        with self._state.hub.listen() as events:
            try:
                async with asyncio.timeout(seconds):
                    while (found := look()) is None:
                        await events.get()
            except TimeoutError as error:
                shown = [one.text for one in self.messages][-5:]
                words = f"{self.name} got no {what} in {seconds:g} s; the chat ends with {shown}."
                raise TimeoutError(words) from error
        return found
