"""Brings updates to a webhook, one after the other, until each is accepted.

A 2xx confirms an update. Anything else, or no answer, leads to another try; the official server
waits longer each time and gives up after a day, when the update expires.
"""

import asyncio
from typing import Any

import aiohttp

from simulator.state import State

FIRST_WAIT, LONGEST_WAIT = 0.02, 1.0  # seconds of real time between two tries
ANSWER_SECONDS = 60.0
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
LOOK_SECONDS = 50.0
ACCEPTED = 2  # the hundreds of a status; a redirect is a failure


class Courier:
    """Runs beside the server, and does nothing until a webhook is set."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._task: asyncio.Task[None] | None = None
        self._offset = 0

    def start(self) -> None:
        """Begin to look for a webhook."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """End, whatever is on its way."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})
            self._task = None

    async def _run(self) -> None:
        timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            while True:
                hook = self._state.hook
                if not hook.url:
                    await hook.is_over.wait()
                    continue
                bringing = asyncio.create_task(self._bring_all(session))
                try:
                    await hook.is_over.wait()
                finally:
                    bringing.cancel()
                    await asyncio.wait({bringing})

    async def _bring_all(self, session: aiohttp.ClientSession) -> None:
        while True:
            batch = await self._state.updates.poll(
                offset=self._offset, limit=1, seconds=LOOK_SECONDS
            )
            for update in batch:
                await self._bring(session, update)
                self._offset = update["update_id"] + 1
                self._state.updates.confirm(self._offset)

    async def _bring(self, session: aiohttp.ClientSession, update: dict[str, Any]) -> None:
        wait = FIRST_WAIT
        while not await self._is_accepted(session, update):
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)

    async def _is_accepted(self, session: aiohttp.ClientSession, update: dict[str, Any]) -> bool:
        hook = self._state.hook
        headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
        try:
            posting = session.post(hook.url, json=update, headers=headers, allow_redirects=False)
            async with posting as answer:
                accepted = answer.status // 100 == ACCEPTED
                why = "" if accepted else f"Wrong response from the webhook: {answer.status}"
        except (aiohttp.ClientError, TimeoutError) as error:
            why = f"Connection failed: {type(error).__name__}"
        hook.failed(why, self._state.unix())
        return not why
