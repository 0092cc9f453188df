"""The sender: everything due is sent once, and what fails is found again."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from channels.base import (
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
from channels.recording import RecordingChannel
from channels.telegram import TelegramChannel
from domain.message import Body, MessageKind, OutboxState, Purpose
from domain.recipe import qr_of
from reports.files import make_file
from scheduling.send_outbox import SendOutbox, fate
from services.claim_messages import Letter
from services.health import MessageHealth
from simulator import Simulator
from storage.errors import StoreUnavailable
from storage.store import Store
from tests.messages import (
    NOW,
    REAL,
    Told,
    begin,
    claimed_before,
    queue,
    queue_edit,
    row,
    states,
    text_of,
)

SECOND = timedelta(seconds=1)
LETTER = Letter(
    id=1, kind=MessageKind.TEXT, chat_id=5, body=Body("hej"), edits=None, purpose=Purpose.CASE
)


@dataclass
class Clock:
    """Two times that move only by hand."""

    due: datetime = NOW
    outside: datetime = REAL

    def now(self) -> datetime:
        return self.due

    def real(self) -> datetime:
        return self.outside


@dataclass
class Desk:
    """A sender with everything it stands on."""

    store: Store
    channel: Channel = field(default_factory=RecordingChannel)
    in_flight: int = 100
    clock: Clock = field(default_factory=Clock)
    told: Told = field(default_factory=Told)
    health: MessageHealth = field(default_factory=lambda: MessageHealth(polled_at=REAL))

    def __post_init__(self) -> None:
        self.sender = SendOutbox(
            self.store,
            self.channel,
            self.clock,
            "alive",
            reactions=self.told.reactions,
            health=self.health,
            make_file=make_file,
            in_flight=self.in_flight,
        )

    async def drain(self) -> int:
        """Run units until there is no more to do at once; return how many."""
        count = 1
        while await self.sender.unit():
            count += 1
        return count


class Held:
    """A channel whose calls hang until they are let go."""

    def __init__(self) -> None:
        self.waiting: dict[int, asyncio.Future[Result]] = {}
        self.called = asyncio.Event()

    async def deliver(self, delivery: Delivery) -> Result:
        self.waiting[delivery.chat_id] = asyncio.get_running_loop().create_future()
        self.called.set()
        return await self.waiting[delivery.chat_id]

    async def let_go(self, chat: int, result: Result) -> None:
        """Let the call to a chat end, and the sender hear of it."""
        self.waiting[chat].set_result(result)
        await asyncio.sleep(0)


async def test_everything_due_is_sent_once_and_in_order(store: Store) -> None:
    ids = [await queue(store, text, chat=5) for text in ("one", "two", "three")]
    ids.append(await queue(store, "elsewhere", chat=6))
    channel = RecordingChannel()

    await Desk(store, channel).drain()

    assert [one.body.text for one in channel.deliveries if one.chat_id == 5] == [
        "one",
        "two",
        "three",
    ]
    assert len(channel.deliveries) == 4
    assert await states(store, ids) == ["sent"] * 4


async def test_an_idle_unit_writes_nothing(store: Store, wakes: list[str]) -> None:
    desk = Desk(store)

    assert not await desk.sender.unit()
    assert wakes == []


async def test_an_edit_follows_the_message_that_it_changes(
    sim: Simulator, telegram: TelegramChannel, store: Store
) -> None:
    amal = sim.phone("Amal")
    await amal.start()
    prompt = await queue(store, "question", chat=amal.id)
    await queue_edit(store, "second question", chat=amal.id, edits=prompt)
    await queue_edit(store, "thanks", chat=amal.id, edits=prompt)

    await Desk(store, telegram).drain()

    assert amal.last.text == "thanks"
    assert len([one for one in amal.messages if one.from_bot]) == 1


async def test_a_picture_is_made_when_it_leaves(
    sim: Simulator, telegram: TelegramChannel, store: Store
) -> None:
    amal = sim.phone("Amal")
    await amal.start()
    body = Body("Din vej ind", recipe=qr_of("https://t.me/holdfast?start=kode"))
    bad = Body("Ingen ved hvordan", recipe="nonsense:1")
    good_id, bad_id = [
        await queue(store, "", chat=amal.id, kind=MessageKind.PHOTO, body=one)
        for one in (body, bad)
    ]

    await Desk(store, telegram).drain()

    assert (amal.last.kind, amal.last.text) == ("photo", "Din vej ind")
    assert await states(store, [good_id, bad_id]) == ["sent", "refused"]


async def test_a_blocked_youth_is_told_of_at_once(
    sim: Simulator, telegram: TelegramChannel, store: Store
) -> None:
    amal = sim.phone("Amal")
    await amal.start()
    await amal.block()
    one = await queue(store, "hej", chat=amal.id)
    desk = Desk(store, telegram)

    await desk.drain()

    assert desk.told.unreachable == [(one, "blocked")]


async def test_telegrams_wish_to_wait_holds_for_the_whole_bot(
    sim: Simulator, telegram: TelegramChannel, store: Store
) -> None:
    phones = [sim.phone(name) for name in ("Amal", "Bo")]
    for phone in phones:
        await phone.start()
    sim.faults.on("sendMessage").answer(429, retry_after=30)
    desk = Desk(store, telegram, in_flight=1)
    first = await queue(store, "hej", chat=phones[0].id)
    second = await queue(store, "hej", chat=phones[1].id)

    await desk.drain()
    assert await states(store, [first, second]) == ["queued", "queued"]
    assert (await row(store, first)).attempts == 0

    desk.clock.due = NOW + 29 * SECOND
    await desk.drain()
    assert [call.method for call in sim.calls].count("sendMessage") == 1

    desk.clock.due = NOW + 30 * SECOND
    await desk.drain()
    assert await states(store, [first, second]) == ["sent", "sent"]


async def test_an_outage_of_telegram_loses_nothing_and_doubles_nothing(
    sim: Simulator, telegram: TelegramChannel, store: Store
) -> None:
    amal = sim.phone("Amal")
    await amal.start()
    one = await queue(store, "hej", chat=amal.id, purpose=Purpose.CHECKIN)
    desk = Desk(store, telegram)
    await sim.outage()

    await desk.drain()
    assert (await row(store, one)).state is OutboxState.QUEUED
    await sim.recover()
    desk.clock.due = NOW + 10 * SECOND
    await desk.drain()

    assert amal.last.text == "hej"
    assert [call.method for call in sim.calls].count("sendMessage") == 1


async def test_an_alarm_whose_answer_is_lost_goes_again_and_says_so(
    sim: Simulator, telegram: TelegramChannel, store: Store
) -> None:
    mentor = sim.phone("Mette")
    await mentor.start()
    sim.faults.on("sendMessage").drop(when="accepted")
    await queue(store, "sag 214", chat=mentor.id, purpose=Purpose.CASE)

    await Desk(store, telegram).drain()

    texts = [one.text for one in mentor.messages if one.from_bot]
    assert texts == ["sag 214", "again:\nsag 214"]


async def test_a_prompt_whose_answer_is_lost_is_not_sent_again(
    sim: Simulator, telegram: TelegramChannel, store: Store
) -> None:
    amal = sim.phone("Amal")
    await amal.start()
    sim.faults.on("sendMessage").drop(when="accepted")
    one = await queue(store, "question", chat=amal.id, purpose=Purpose.CHECKIN)

    await Desk(store, telegram).drain()

    assert (await row(store, one)).state is OutboxState.UNKNOWN
    assert [call.method for call in sim.calls].count("sendMessage") == 1


async def test_a_hanging_call_stops_nobody_else(store: Store) -> None:
    channel = Held()
    slow = await queue(store, "slow", chat=1)
    desk = Desk(store, channel)
    assert await desk.sender.unit()
    quick = await queue(store, "card", chat=2, purpose=Purpose.CARD)
    behind = await queue(store, "behind the slow one", chat=1)

    assert await desk.sender.unit()
    await channel.let_go(2, Delivered(9))
    assert await desk.sender.unit()

    assert await states(store, [slow, quick, behind]) == ["sending", "sent", "queued"]
    channel.waiting[1].set_result(Delivered(8))
    await desk.sender.close()
    assert await states(store, [slow]) == ["sent"]


async def test_no_more_calls_are_made_at_a_time_than_allowed(store: Store) -> None:
    channel = Held()
    for chat in range(5):
        await queue(store, "hej", chat=chat)
    desk = Desk(store, channel, in_flight=2)

    assert await desk.sender.unit()
    assert await desk.sender.unit()

    assert len(channel.waiting) == 2
    for future in channel.waiting.values():
        future.set_result(Delivered(1))
    await desk.sender.close()


async def test_a_token_that_is_refused_turns_health_red_until_it_works(store: Store) -> None:
    one = await queue(store, "hej")
    desk = Desk(store, RecordingChannel(RetryLater(Delay.TOKEN, "wrong", 60.0)))

    await desk.drain()
    refused_since = desk.health.token_refused_since
    assert refused_since == REAL
    desk.clock.due = NOW + timedelta(seconds=60)
    await desk.drain()

    assert desk.health.token_refused_since is None
    assert await states(store, [one]) == ["sent"]


async def test_a_start_takes_over_what_a_killed_process_left(store: Store) -> None:
    waiting = await queue(store, "hej", chat=1)
    await claimed_before(store, holder="killed")
    case = await queue(store, "sag 214", chat=2, purpose=Purpose.CASE)
    await begin(store, holder="killed")
    desk = Desk(store)

    await desk.sender.start(alone=False)
    assert await states(store, [waiting, case]) == ["claimed", "sending"]
    await desk.sender.start(alone=True)
    await desk.drain()

    assert await states(store, [waiting, case]) == ["sent", "sent"]
    assert await text_of(store, case) == "again:\nsag 214"


async def test_among_several_processes_leases_tell_who_is_dead(store: Store) -> None:
    one = await queue(store, "hej", chat=1)
    await begin(store, holder="killed")
    desk = Desk(store)

    await desk.drain()
    assert await states(store, [one]) == ["sending"]
    desk.clock.outside = REAL + timedelta(seconds=30)
    await desk.drain()

    assert await states(store, [one]) == ["sent"]


class FailingStore(Store):
    """A store that cannot write while it is told so."""

    failing = False

    def __init__(self, inner: Store) -> None:
        super().__init__(inner.dialect, inner._writer, inner._reader)

    async def write(self, verb: Callable[..., object], *args: object, **more: object) -> object:  # type: ignore[override]
        if self.failing:
            raise StoreUnavailable("the disk is full")
        return await super().write(verb, *args, **more)


async def test_a_result_is_kept_while_nothing_can_be_stored(store: Store) -> None:
    failing, channel = FailingStore(store), Held()
    desk = Desk(failing, channel)
    one = await queue(store, "question", purpose=Purpose.CHECKIN)
    assert await desk.sender.unit()
    failing.failing = True
    await channel.let_go(77, Delivered(501))
    for _ in range(2):
        with pytest.raises(StoreUnavailable):
            await desk.sender.unit()
    desk.clock.outside = REAL + timedelta(minutes=5)  # its own lease is over by now

    failing.failing = False
    await desk.drain()

    found = await row(store, one)
    assert (found.state, found.message_id) == (OutboxState.SENT, 501)


async def test_a_channel_that_raises_leaves_it_unclear(store: Store) -> None:
    class Broken:
        async def deliver(self, delivery: Delivery) -> Result:
            raise RuntimeError("broken")

    one = await queue(store, "question", purpose=Purpose.CHECKIN)

    await Desk(store, Broken()).drain()

    assert (await row(store, one)).state is OutboxState.UNKNOWN


@pytest.mark.parametrize(
    ("result", "state"),
    [
        (Delivered(5), OutboxState.SENT),
        (Refused(Refusal.CONTENT, "too long"), OutboxState.REFUSED),
        (RetryLater(Delay.NOT_REACHED, "down"), OutboxState.QUEUED),
        (Unknown("lost"), OutboxState.UNKNOWN),
    ],
)
def test_each_result_becomes_a_state(result: Result, state: OutboxState) -> None:
    found = fate(LETTER, result)
    assert (found.state, found.purpose) == (state, Purpose.CASE)


@pytest.mark.parametrize("reason", list(Refusal))
def test_a_refusal_about_the_person_is_told_from_one_about_the_message(reason: Refusal) -> None:
    about_the_message = {Refusal.CONTENT, Refusal.GONE, Refusal.NO_ROAD}

    assert fate(LETTER, Refused(reason, "")).unreachable == (reason not in about_the_message)
