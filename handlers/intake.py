"""Ask Telegram for updates, store them, and only then let Telegram forget them.

The typed call of python-telegram-bot is not used: one update that it cannot read would stop it
for good, and its own polling confirms before anything is stored.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from telegram.error import TelegramError
from telegram.request import BaseRequest

from handlers.keep import Keeper, NotKept, Surroundings
from handlers.poll_right import Lease, PollRight
from handlers.raw_updates import (
    Received,
    Unreadable,
    description,
    read_batch,
    read_broken,
)

log = logging.getLogger(__name__)

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
POLL_SECONDS = 50  # the longest that Telegram keeps a poll open
MARGIN_SECONDS = 15  # how much longer we wait for its answer
LONGEST_WAIT = 30.0  # seconds between polls that fail
LONGEST_STORE_WAIT = 4.0  # the same when nothing can be stored: a cry for help must be seen
ELSEWHERE_WAIT = 10.0  # while another process polls


@dataclass(frozen=True, slots=True)
class Polled:
    """What one poll brought: how many new updates, and seconds to wait before the next poll."""

    new: int = 0
    wait: float = 0.0


class Intake:
    """Polls for one bot.

    Args:
        request: An instance of its own, because a poll keeps a connection busy.
        url: The address of the bot's methods, `{TELEGRAM_API_URL}/bot{token}`.
        bot_id: The bot's number.
        around: What it stands on.
        holder: A name of this process that no other process has or had.
        alone: Whether this is the only process that uses the database.
    """

    def __init__(
        self,
        request: BaseRequest,
        url: str,
        *,
        bot_id: int,
        around: Surroundings,
        holder: str,
        alone: bool,
    ) -> None:
        self._request = request
        self._url = f"{url}/getUpdates"
        self._around = around
        self._keeper = Keeper(around, bot_id)
        lease = Lease(bot_id, holder, alone, patience=around.store_seconds)
        self._right = PollRight(around.store, around.clock, lease)
        self._offset: int | None = None
        self._one_at_a_time = False
        self._failures = 0

    async def run(self) -> None:
        """Poll until cancelled; whatever fails is tried again."""
        try:
            while True:
                try:
                    polled = await self.poll_once()
                except Exception:
                    log.exception("a poll failed", extra={"action": "poll_failed"})
                    polled = self._failed()
                await asyncio.sleep(polled.wait)
        finally:
            await self.close()

    async def close(self) -> None:
        """Let another process poll at once; the next poll of this one asks for the right anew."""
        await self._right.give_back()

    async def poll_once(self, seconds: int = POLL_SECONDS) -> Polled:
        """Ask once, waiting up to so many seconds for updates; store what came."""
        if not await self._right.take():
            self._around.health.polled_at = self._around.clock.real()
            return Polled(wait=ELSEWHERE_WAIT)
        try:
            status, payload = await self._ask(seconds)
        except TelegramError as error:
            log.warning(
                "Telegram cannot be reached",
                extra={"action": "poll_failed", "reason": type(error).__name__},
            )
            return self._failed()
        if status != 200:
            return self._refused(status, payload)
        self._answered()
        try:
            received = self._read(payload)
        except Unreadable as error:
            return self._unreadable(error)
        return await self._keep(received)

    async def _ask(self, seconds: int) -> tuple[int, bytes]:
        """Make the call, and keep the lease while it is open."""
        call = asyncio.ensure_future(
            self._request.do_request(
                self._address(seconds), "POST", read_timeout=seconds + MARGIN_SECONDS
            )
        )
        try:
            while not call.done():
                await asyncio.wait({call}, timeout=self._around.renew_seconds)
                if not call.done():
                    await self._right.renew()
        finally:
            call.cancel()
        return await call

    def _address(self, seconds: int) -> str:
        values = {
            "timeout": str(seconds),
            "limit": "1" if self._one_at_a_time else "100",
            "allowed_updates": json.dumps(ALLOWED),
        }
        if self._offset is not None:
            values["offset"] = str(self._offset)
        return f"{self._url}?{urlencode(values)}"

    def _read(self, payload: bytes) -> Sequence[Received]:
        try:
            received = read_batch(payload)
        except Unreadable:
            broken = read_broken(payload) if self._one_at_a_time else None
            if broken is None:
                self._one_at_a_time = True  # so that those before a bad one get through
                raise
            received = [broken]
        self._one_at_a_time = False
        return received

    async def _keep(self, received: Sequence[Received]) -> Polled:
        """Store a batch; only then is the offset moved, which confirms it with the next call."""
        if not received:
            self._failures = 0
            # Nothing waits, so all before is confirmed. Telegram may now begin to count anew.
            self._offset = None
            return Polled()
        try:
            new = await self._keeper.keep(received)
        except NotKept:
            return self._failed(longest=LONGEST_STORE_WAIT)
        self._offset = received[-1].raw.update_id + 1
        self._failures = 0
        return Polled(new=new)

    def _answered(self) -> None:
        health = self._around.health
        health.polled_at = self._around.clock.real()
        health.other_poller_since = None
        health.token_refused_since = None
        health.unreadable_since = None

    def _unreadable(self, error: Unreadable) -> Polled:
        health = self._around.health
        health.unreadable_since = health.unreadable_since or self._around.clock.real()
        log.error(
            "Telegram's answer is no list of updates",
            extra={"action": "poll_unreadable", "reason": str(error)},
        )
        return self._failed()

    def _refused(self, status: int, payload: bytes) -> Polled:
        real, health = self._around.clock.real(), self._around.health
        if status == 409:
            health.other_poller_since = health.other_poller_since or real
        elif status in (401, 404):
            health.token_refused_since = health.token_refused_since or real
        log.error(
            "Telegram refused a poll; 409: another process polls with this token, or a webhook "
            "is set; 401 and 404: the token is wrong or was revoked",
            extra={"action": "poll_refused", "status": status, "reason": description(payload)},
        )
        return self._failed()

    def _failed(self, *, longest: float = LONGEST_WAIT) -> Polled:
        self._failures += 1
        return Polled(wait=min(longest, 2.0 ** min(self._failures - 1, 10)))
