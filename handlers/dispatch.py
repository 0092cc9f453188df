"""The inbox is worked off: one update at a time, cries first, one transaction each."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any

from telegram import Bot, CallbackQuery, Update
from telegram.error import TelegramError

from domain.people import Actor
from handlers.raw_sms import route_sms
from handlers.raw_updates import lean
from handlers.route import Doors, Routed, route
from handlers.unreadable import chat_of, read_json, route_unreadable, words_in
from services.inbox_work import AlreadyDone, Envelope, next_update, postpone
from services.parked import finish_unreadable, finish_unsent, telling_of_parked
from services.receive import receive
from services.world import World

log = logging.getLogger(__name__)

ACTOR = Actor.system("inbox")
# Is told of an update whose first attempt failed: words of danger do not wait for the next one.
OnFailure = Callable[[Mapping[str, Any]], Awaitable[None]]
ANSWER_SECONDS = 5.0  # a spinner on a button is not worth more


class Dispatch:
    """Takes stored updates to the verbs of the people who sent them.

    A row that fails is pushed ahead with backoff and stops nobody else; one that goes on failing
    is parked and becomes a case.
    """

    def __init__(self, world: World, bot: Bot, on_failure: OnFailure) -> None:
        self._world = world
        self._bot = bot
        self._on_failure = on_failure
        self._doors = Doors(world.new_token, world.public_url)
        self._answering: set[asyncio.Task[None]] = set()

    async def unit(self) -> bool:
        """Handle one update; return whether there may be more. What comes meanwhile wakes us."""
        world = self._world
        now = world.clock.now()
        envelope = await world.store.read(next_update, ACTOR, now)
        if envelope is None:
            return False
        try:
            await self._handle(envelope, now)
        except AlreadyDone:
            log.info("handled elsewhere", extra={"action": "update_done_elsewhere"})
        except Exception as error:
            log.exception("an update failed", extra={"action": "update_failed"})
            await self._help(envelope)
            await self._postpone(envelope, now, type(error).__name__)
        return not envelope.is_last

    async def close(self) -> None:
        """Wait for the buttons that are being answered."""
        if self._answering:
            await asyncio.gather(*self._answering)

    async def _handle(self, envelope: Envelope, now: datetime) -> None:
        raw, world = read_json(envelope.body), self._world
        update, routed = self._read(raw, envelope)
        if routed is not None:
            await world.store.write(receive, ACTOR, now, world.house, routed.incoming, routed.road)
        elif update is not None:
            await world.store.write(finish_unsent, ACTOR, now, envelope.inbox_id)
        else:
            words = words_in(raw)
            await world.store.write(
                finish_unreadable, ACTOR, now, world.house, envelope.inbox_id, words
            )
        if update is not None and update.callback_query is not None:
            self._answer(update.callback_query)

    def _read(self, raw: object, envelope: Envelope) -> tuple[Update | None, Routed | None]:
        try:
            by_sms = route_sms(raw, envelope.inbox_id)
            if by_sms is not None:
                return None, by_sms
            update = Update.de_json(lean(raw), self._bot)  # type: ignore[arg-type]
            assert isinstance(update, Update), "an update that nobody can open any more"
            return update, route(update, envelope.inbox_id, self._doors)
        except Exception:
            log.exception("an update could not be read", extra={"action": "update_unreadable"})
            return None, route_unreadable(raw, envelope.inbox_id)

    async def _help(self, envelope: Envelope) -> None:
        """See that a cry for help is answered at once, whatever it was that failed."""
        raw = read_json(envelope.body)
        if envelope.attempts > 0 or not isinstance(raw, dict):
            return
        try:
            await self._on_failure(raw)
        except Exception:
            log.exception("an emergency failed", extra={"action": "emergency_failed"})

    async def _postpone(self, envelope: Envelope, now: datetime, why: str) -> None:
        """Push the update ahead; when it is given up on, tell a human.

        Where even the telling fails the row still steps aside: no other chat waits for it.
        """
        raw, store, inbox_id = read_json(envelope.body), self._world.store, envelope.inbox_id
        on_parked = telling_of_parked(ACTOR, self._world.house, chat_of(raw), words_in(raw))
        try:
            await store.write(postpone, ACTOR, now, inbox_id, why, on_parked=on_parked)
        except Exception:
            log.exception("nobody could be told of an update", extra={"action": "update_untold"})
            await store.write(postpone, ACTOR, now, inbox_id, why)

    def _answer(self, query: CallbackQuery) -> None:
        """Stop the spinner on the button, without words, after the commit."""
        task = asyncio.create_task(_acknowledge(query))
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)


async def _acknowledge(query: CallbackQuery) -> None:
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            await query.answer()
    except (TelegramError, TimeoutError) as error:
        log.info("a button was not answered", extra={"action": "callback", "why": str(error)})
