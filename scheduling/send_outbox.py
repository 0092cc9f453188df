"""Send what is due. The only place that sends, save the sender of emergencies."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol

from channels.base import (
    UNREACHABLE,
    Channel,
    Delay,
    Delivered,
    Delivery,
    Refusal,
    Refused,
    Result,
    RetryLater,
    Unknown,
)
from domain.message import File, OutboxState, Road
from domain.people import Actor
from services.claim_messages import Batch, Letter
from services.health import MessageHealth
from services.outbox_work import Fate, Reactions, recover, settle
from services.settle_and_claim import settle_and_claim
from storage.errors import StoreUnavailable
from storage.outbox_claim import work
from storage.store import Store

log = logging.getLogger(__name__)

ACTOR = Actor.system("send_outbox")
MakeFile = Callable[[str], File]
IN_FLIGHT = 100
CALL_SECONDS = 25.0  # shorter than the lease, so that no message is taken from a living sender
PATIENCE_SECONDS = 0.2  # how long new messages wait while all calls of this process hang


class Clock(Protocol):
    """Two times: `now` is compared with due times, `real` with leases (both aware, UTC)."""

    def now(self) -> datetime:
        """Return the instant that due times are compared with."""
        ...

    def real(self) -> datetime:
        """Return the instant outside, whatever `now` pretends."""
        ...


class SendOutbox:
    """Claims messages, makes their calls side by side, and writes down what became of each.

    Args:
        store: Where the outbox is.
        channel: Delivers one message.
        clock: Due times on `now`, leases on `real`.
        holder: A name of this process that no other process has or had.
        reactions: What other use cases do when a message fails.
        health: Is told when Telegram refuses our token.
        make_file: Makes the file of a photo or document from its recipe.
        in_flight: How many calls at a time.
    """

    def __init__(  # noqa: PLR0913 - what a sender stands on
        self,
        store: Store,
        channel: Channel,
        clock: Clock,
        holder: str,
        *,
        reactions: Reactions,
        health: MessageHealth,
        make_file: MakeFile,
        in_flight: int = IN_FLIGHT,
    ) -> None:
        self._store = store
        self._channel = channel
        self._clock = clock
        self._holder = holder
        self._reactions = reactions
        self._health = health
        self._make_file = make_file
        self._in_flight = in_flight
        self._calls: set[asyncio.Task[Fate]] = set()
        self._paused_until: datetime | None = None

    async def start(self, *, alone: bool) -> None:
        """Take over what earlier senders left; call it once, before the first unit.

        `alone` says that this is the only process that uses the database, so that every other
        holder is dead. Otherwise their leases decide, within half a minute.
        """
        await self._recover(alive=self._holder if alone else None)

    async def unit(self) -> bool:
        """Settle what is back, claim and send what is due; return whether to look again at once.

        Calls that take long stay in flight over several units, and stop nobody else.
        """
        # Results come first, or those that an outage kept in memory would be taken for unclear.
        done = self._done()
        if not done and not await self._is_due():
            return bool(self._calls) and await self._waited()
        batch = await self._settle_and_claim(done)
        self._calls |= {asyncio.create_task(self._deliver(letter)) for letter in batch.letters}
        return bool(self._calls and await self._waited()) or batch.settled > 0

    async def close(self) -> None:
        """Wait for the calls in flight and write down what became of them."""
        while self._calls:
            await asyncio.wait(self._calls, return_when=asyncio.FIRST_COMPLETED)
            await self._settle(self._done())

    def _done(self) -> set[asyncio.Task[Fate]]:
        return {call for call in self._calls if call.done()}

    async def _waited(self) -> bool:
        """Give the calls in flight a moment; return True."""
        await asyncio.wait(
            self._calls, timeout=PATIENCE_SECONDS, return_when=asyncio.FIRST_COMPLETED
        )
        return True

    async def _is_due(self) -> bool:
        """Return whether anything is due and may leave; take over what was abandoned."""
        now, real = self._clock.now(), self._clock.real()
        found = await self._store.read(work, now, real)
        if found.abandoned:
            await self._recover(alive=None)
        return len(self._calls) < self._in_flight and (found.due or found.abandoned)

    async def _settle_and_claim(self, done: set[asyncio.Task[Fate]]) -> Batch:
        """Write down results and claim what may leave next, in one unit of writing."""
        now = self._clock.now()
        try:
            batch = await self._store.write(
                settle_and_claim,
                ACTOR,
                now,
                [call.result() for call in done],
                self._reactions,
                holder=self._holder,
                real=self._clock.real(),
                limit=self._in_flight - len(self._calls - done),
                only_urgent=self._is_paused(now),
            )
        except StoreUnavailable:
            raise
        except Exception:
            # Whatever cannot be claimed takes no result along.
            await self._settle(done)
            raise
        self._calls -= done
        return batch

    async def _recover(self, *, alive: str | None) -> None:
        now, real = self._clock.now(), self._clock.real()
        count = await self._store.write(
            recover, ACTOR, now, self._reactions, real=real, alive=alive
        )
        if count:
            log.warning(
                "took over messages of a sender that is gone",
                extra={"action": "outbox_recovered", "count": count},
            )

    async def _deliver(self, letter: Letter) -> Fate:
        result: Result
        try:
            delivery = await self._delivery(letter)
        except Exception as error:  # it never left, and never will as it is
            log.exception("a file cannot be made", extra={"action": "file_failed"})
            return fate(letter, Refused(Refusal.CONTENT, type(error).__name__))
        try:
            async with asyncio.timeout(CALL_SECONDS):
                result = await self._channel.deliver(delivery)
        except Exception as error:  # a channel never raises; if it does, nobody knows more
            log.exception("a channel failed", extra={"action": "channel_failed"})
            result = Unknown(type(error).__name__)
        self._learn(letter.road, result)
        return fate(letter, result)

    async def _delivery(self, letter: Letter) -> Delivery:
        recipe = letter.body.recipe
        return Delivery(
            kind=letter.kind,
            chat_id=letter.chat_id,
            body=letter.body,
            edits=letter.edits,
            road=letter.road,
            address=letter.address,
            number=letter.id,
            # Pictures take a moment, and others go on meanwhile.
            file=None if recipe is None else await asyncio.to_thread(self._make_file, recipe),
        )

    def _learn(self, road: Road, result: Result) -> None:
        """Remember what a result says about the bot as a whole, or about another road."""
        if road is not Road.TELEGRAM:
            self._health.road_went(road, self._clock.real(), well=isinstance(result, Delivered))
            return
        if isinstance(result, Delivered):
            self._health.token_refused_since = None
        if isinstance(result, RetryLater):
            wait = timedelta(seconds=1 if result.seconds is None else result.seconds)
            until = self._clock.now() + wait
            self._paused_until = max(self._paused_until or until, until)
            if result.reason is Delay.TOKEN and self._health.token_refused_since is None:
                self._health.token_refused_since = self._clock.real()

    def _is_paused(self, now: datetime) -> bool:
        if self._paused_until is not None and self._paused_until <= now:
            self._paused_until = None
        return self._paused_until is not None

    async def _settle(self, done: set[asyncio.Task[Fate]]) -> None:
        """Write down results."""
        fates, now = [call.result() for call in done], self._clock.now()
        if fates:
            await self._store.write(
                settle, ACTOR, now, fates, self._reactions, holder=self._holder
            )
        self._calls -= done


def fate(letter: Letter, result: Result) -> Fate:
    """Return what a channel's result means for the row of a letter."""
    known: Mapping[str, Any] = {"id": letter.id, "purpose": letter.purpose}
    match result:
        case Delivered():
            return Fate(**known, state=OutboxState.SENT, message_id=result.message_id)
        case Refused():
            return Fate(
                **known,
                state=OutboxState.REFUSED,
                reason=result.reason.value,
                unreachable=result.reason in UNREACHABLE,
                moved_to=result.migrate_to,
            )
        case RetryLater():
            return Fate(
                **known,
                state=OutboxState.QUEUED,
                reason=result.reason.value,
                wait=None if result.seconds is None else timedelta(seconds=result.seconds),
                counts=result.reason is not Delay.TOO_MANY,
            )
        case Unknown():
            return Fate(**known, state=OutboxState.UNKNOWN, reason=result.detail)
