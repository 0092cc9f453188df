"""After a cry, a stop or in a pause nothing automatic leaves, whatever was queued before it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from domain.case import AfterTalk
from domain.incoming import Incoming
from domain.message import OutboxState, Purpose
from domain.people import Actor, YouthStatus
from services.follow_up import begin_follow_up, choose
from services.help_card import answer_card, give_card
from services.pause import pause
from services.queue_message import Recipient
from services.stop import stop
from storage import cases, outbox
from storage.outbox import Message
from storage.tx import Tx
from tests.messages import queue, row, take
from tests.web.cast import BO_CHAT, NOW, Cast

# What nobody's tap, words or call brought about, by purpose and name in the outbox.
AUTOMATIC = [
    (Purpose.CHECKIN, "checkin:1"),
    (Purpose.REMINDER, "cafe:1:remind:0:2"),
    (Purpose.CARING, "caring:1:caring:a"),
    (Purpose.AFTERWARDS, "cafe:1:worth:2"),
    (Purpose.LATER, "later:1"),
    (Purpose.RECEIPT, "receipt:1:2026-02-24"),
    (Purpose.NOTICE, "away:1:0:2"),
    (Purpose.NOTICE, "worker:1:2:0:youth"),
    (Purpose.NOTICE, "cafe:1:off:2"),
    (Purpose.NOTICE, "of a kind that nobody thought of"),
]
WANTED = [
    (Purpose.CARD, "duty_told:1:2"),
    (Purpose.ANSWER, "answer:1:ab"),
    (Purpose.THANKS, "in:1:thanks"),
    (Purpose.HELLO, "in:1:hello"),
    (Purpose.NOTICE, "in:1:youth.word_hours"),
    (Purpose.NOTICE, "talk:1"),
    (Purpose.NOTICE, "sms:1:youth.word_hours:7"),
]
rest = partial(pause, weeks=1)


async def planned(cast: Cast, purpose: Purpose, name: str, *, hours: int = 0) -> int:
    """Queue a message to Bo that leaves in so many hours."""
    to = Recipient.of_youth(await cast.youth())
    due = NOW + timedelta(hours=hours)
    return await queue(cast.store, "hej", to=to, purpose=purpose, dedupe=name, now=NOW, due_at=due)


async def stands(cast: Cast, outbox_id: int) -> tuple[OutboxState, str | None]:
    found: Message = await row(cast.store, outbox_id)
    return found.state, found.reason


async def cries(cast: Cast) -> None:
    """Let Bo cry for help now."""
    youth, house = await cast.youth(), cast.world.house
    incoming = Incoming(inbox_id=cast.ids.new(), chat_id=BO_CHAT)
    await cast.store.write(give_card, Actor.youth(cast.bo), NOW, house, incoming, youth)


async def test_a_cry_withdraws_what_was_planned_and_says_how_much(cast: Cast) -> None:
    waits = [await planned(cast, purpose, name, hours=2) for purpose, name in AUTOMATIC]
    wanted = [await planned(cast, purpose, name, hours=2) for purpose, name in WANTED]
    await cries(cast)
    for outbox_id, named in zip(waits, AUTOMATIC, strict=True):
        assert await stands(cast, outbox_id) == (OutboxState.SKIPPED, "red case"), named
    for outbox_id, named in zip(wanted, WANTED, strict=True):
        assert await stands(cast, outbox_id) == (OutboxState.QUEUED, None), named
    [case] = await cast.store.read(cases.of_youth, cast.bo, still_open=True)
    story = [(what, detail) for _, _, what, detail in await cast.store.read(cases.story, case.id)]
    assert ("held_back", {"count": len(AUTOMATIC)}) in story


async def test_what_was_queued_in_the_moment_of_the_cry_does_not_leave_either(cast: Cast) -> None:
    await cast.change_bo(held_at=NOW)
    kept = [await planned(cast, purpose, name) for purpose, name in AUTOMATIC]
    wanted = [await planned(cast, purpose, name) for purpose, name in WANTED]
    left: list[int] = []
    for _ in range(len(kept) + len(wanted)):  # one message a chat at a time
        batch = await take(cast.store, now=NOW)
        left += [letter.id for letter in batch.letters]
        await _arrive(cast, [letter.id for letter in batch.letters])
    assert sorted(left) == sorted(wanted)
    assert {await stands(cast, one) for one in kept} == {(OutboxState.SKIPPED, "red case")}


@pytest.mark.parametrize(("leave", "reason"), [(stop, "stop"), (rest, "pause")])
async def test_a_stop_and_a_pause_withdraw_what_was_planned(
    cast: Cast, leave: Callable[..., None], reason: str
) -> None:
    waits = [await planned(cast, purpose, name, hours=2) for purpose, name in AUTOMATIC]
    wanted = [await planned(cast, purpose, name, hours=2) for purpose, name in WANTED]
    youth, house = await cast.youth(), cast.world.house
    incoming = Incoming(inbox_id=cast.ids.new(), chat_id=BO_CHAT, message_id=7)
    await cast.store.write(leave, Actor.youth(cast.bo), NOW, house, incoming, youth)
    for outbox_id, named in zip(waits, AUTOMATIC, strict=True):
        assert await stands(cast, outbox_id) == (OutboxState.SKIPPED, reason), named
    for outbox_id, named in zip(wanted, WANTED, strict=True):
        assert await stands(cast, outbox_id) == (OutboxState.QUEUED, None), named


@pytest.mark.parametrize(
    ("standing", "reason"),
    [
        ({"status": YouthStatus.STOPPED.value}, "stop"),
        ({"status": YouthStatus.DECLINED.value}, "stop"),
        ({"paused_until": NOW + timedelta(days=7)}, "pause"),
        ({"paused_until": NOW + timedelta(days=7), "held_at": NOW}, "red case"),
    ],
)
async def test_what_was_queued_in_the_moment_of_a_stop_or_a_pause_does_not_leave_either(
    cast: Cast, standing: dict[str, Any], reason: str
) -> None:
    await cast.change_bo(**standing)
    greeting = await planned(cast, Purpose.CARING, "caring:1")
    words = await planned(cast, Purpose.ANSWER, "answer:1:ab")
    left = [(await take(cast.store, now=NOW)).letters for _ in range(2)]  # one a chat at a time
    assert [letter.id for letters in left for letter in letters] == [words]
    assert await stands(cast, greeting) == (OutboxState.SKIPPED, reason)


async def test_after_a_pause_everything_leaves(cast: Cast) -> None:
    await cast.change_bo(paused_until=NOW)
    waits = await planned(cast, Purpose.CARING, "caring:1")
    assert [letter.id for letter in (await take(cast.store, now=NOW)).letters] == [waits]


async def test_without_a_cry_everything_leaves(cast: Cast) -> None:
    waits = await planned(cast, Purpose.CARING, "caring:1")
    assert [letter.id for letter in (await take(cast.store, now=NOW)).letters] == [waits]


async def test_danger_on_an_old_card_holds_again_after_som_foer(cast: Cast) -> None:
    await cries(cast)
    [case] = await cast.store.read(cases.of_youth, cast.bo, still_open=True)
    house, mette = cast.world.house, Actor.staff(cast.mette)

    def talk(tx: Tx) -> None:
        spoken = begin_follow_up(tx, mette, NOW, house, case)
        choose(tx, mette, NOW, house, spoken, AfterTalk.AS_BEFORE)

    await cast.store.write(talk)
    assert (await cast.youth()).held_at is None
    waits = await planned(cast, Purpose.CARING, "caring:1", hours=2)
    incoming = Incoming(inbox_id=cast.ids.new(), chat_id=BO_CHAT, message_id=7)
    await cast.store.write(
        answer_card,
        Actor.youth(cast.bo),
        NOW,
        house,
        incoming,
        await cast.youth(),
        case_id=case.id,
        value="yes",
    )
    assert (await cast.youth()).held_at is not None
    assert await stands(cast, waits) == (OutboxState.SKIPPED, "red case")


async def _arrive(cast: Cast, ids: list[int]) -> None:
    await cast.store.write(
        lambda tx: outbox.mark_sent(tx, NOW, [(one, number) for number, one in enumerate(ids, 5)])
    )
