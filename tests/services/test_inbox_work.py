"""The inbox keeps every update until it is done, and nobody waits for another chat."""

import logging
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from domain.people import Actor
from services.inbox_work import (
    KEEP_DONE,
    KEEP_UNHANDLED,
    WAITS,
    AlreadyDone,
    Envelope,
    finish,
    next_update,
    parked_updates,
    postpone,
    retry_parked,
    wipe_old_bodies,
)
from services.store_updates import RawUpdate, store_updates
from storage import inbox as rows
from storage.store import Store
from storage.tables import audit, inbox
from storage.tx import Rx, Tx
from storage.vault import Vault
from tests.messages import NOW

ACTOR = Actor.system("test")
BOT = 4242
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
async def _key_of_the_day(vault: Vault) -> None:
    for days in range(3):
        await vault.day_key((NOW + timedelta(days=days)).date())


async def receive(store: Store, *updates: tuple[int, int | None], now: datetime = NOW) -> int:
    """Store updates given as (update id, chat)."""
    batch = [RawUpdate(number, chat, b'{"update_id": %d}' % number) for number, chat in updates]
    return await store.write(store_updates, ACTOR, now, batch, bot_id=BOT)


async def first(store: Store, now: datetime = NOW) -> Envelope | None:
    return await store.read(next_update, ACTOR, now)


async def number_of_first(store: Store, now: datetime = NOW) -> int | None:
    found = await first(store, now)
    return found.update_id if found else None


async def done(store: Store, now: datetime = NOW) -> None:
    """Finish the first update."""
    found = await first(store, now)
    assert found is not None
    await store.write(finish, found.inbox_id, now, "handled")


async def fail(store: Store, now: datetime = NOW) -> bool:
    """Let the first update fail; return whether it was parked."""
    found = await first(store, now)
    assert found is not None
    return await store.write(postpone, ACTOR, now, found.inbox_id, "ValueError")


async def test_an_update_that_comes_twice_is_one_row(store: Store, wakes: list[str]) -> None:
    assert await receive(store, (7, 1), (8, 1)) == 2
    assert await receive(store, (8, 1), (9, 1)) == 1
    assert await receive(store, (7, 1)) == 0
    assert wakes == ["inbox", "inbox"]

    for number in (7, 8, 9):
        assert await number_of_first(store) == number
        await done(store)
    assert await first(store) is None


async def test_numbers_that_begin_anew_are_new_updates(store: Store) -> None:
    await receive(store, (900_000, 1))

    assert await receive(store, (17, 1)) == 1


async def test_a_body_is_sealed_and_comes_back_as_it_was(store: Store) -> None:
    body = '{"update_id": 7, "text": "hemmeligt æ"}'.encode()
    await store.write(store_updates, ACTOR, NOW, [RawUpdate(7, 1, body)], bot_id=BOT)

    stored = await store.read(lambda rx: rx.execute(select(inbox.c.body)).scalar_one())
    found = await first(store)

    assert b"hemmeligt" not in stored
    assert found is not None
    assert found.body == body.decode()


async def test_the_body_is_wiped_when_the_update_is_done(store: Store) -> None:
    await receive(store, (7, 1))
    await done(store)

    def stored(rx: Rx) -> tuple[bytes | None, str, datetime | None]:
        return tuple(rx.execute(select(inbox.c.body, inbox.c.state, inbox.c.due_at)).one())

    assert await store.read(stored) == (None, "done", None)


async def test_nothing_happens_twice_when_two_handle_the_same_update(store: Store) -> None:
    await receive(store, (7, 1))
    found = await first(store)
    assert found is not None
    await done(store)

    def verb(tx: Tx) -> None:
        rows.add(tx, NOW, BOT, [(99, 1, "{}")])
        finish(tx, found.inbox_id, NOW, "handled")

    with pytest.raises(AlreadyDone):
        await store.write(verb)
    assert await first(store) is None


async def test_a_failing_update_holds_back_its_chat_and_no_other(store: Store) -> None:
    await receive(store, (1, 5), (2, 5), (3, 6), (4, None), (5, None))

    await fail(store)

    assert await number_of_first(store) == 3
    await done(store)
    assert await number_of_first(store) == 4
    await fail(store)
    assert await number_of_first(store) == 5
    await done(store)
    assert await first(store) is None
    assert await number_of_first(store, NOW + SECOND) == 1


async def test_an_update_that_goes_on_failing_is_parked_and_a_human_is_told(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    await receive(store, (1, 5), (2, 5))
    told: list[Envelope] = []
    now = NOW
    for wait in WAITS:
        assert not await fail(store, now)
        assert await number_of_first(store, now + wait - SECOND / 1000) is None
        now += wait
    found = await first(store, now)
    assert found is not None
    assert found.attempts == len(WAITS)
    with caplog.at_level(logging.ERROR):
        parked = await store.write(
            postpone,
            ACTOR,
            now,
            found.inbox_id,
            "ValueError",
            on_parked=lambda tx, at, envelope: told.append(envelope),
        )

    assert parked
    assert [envelope.update_id for envelope in told] == [1]
    assert [record.action for record in caplog.records] == ["update_parked"]  # type: ignore[attr-defined]
    assert await store.read(rows.parked) == 1
    assert await number_of_first(store, now) == 2
    assert not await store.write(postpone, ACTOR, now, found.inbox_id, "again")


async def test_a_parked_update_can_be_tried_anew(store: Store, wakes: list[str]) -> None:
    await receive(store, (1, 5))
    now = NOW
    for wait in (*WAITS, SECOND):
        await fail(store, now)
        now += wait
    wakes.clear()

    (seen,) = await store.read(parked_updates)
    assert (seen.received_at, seen.attempts, seen.why) == (NOW, len(WAITS) + 1, "ValueError")
    assert await store.write(retry_parked, ACTOR, now) == 1
    assert await store.write(retry_parked, ACTOR, now) == 0
    assert await store.read(parked_updates) == []
    trail = await store.read(lambda rx: rx.execute(select(audit.c.action, audit.c.detail)).all())
    assert [tuple(line) for line in trail] == [("retry_parked", {"count": 1})]

    found = await first(store, now)
    assert found is not None
    assert (found.update_id, found.attempts, wakes) == (1, 0, ["inbox"])


async def test_what_nobody_handled_is_wiped_after_two_weeks(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    await receive(store, (1, 5))

    assert await store.write(wipe_old_bodies, ACTOR, NOW + KEEP_UNHANDLED) == 0
    with caplog.at_level(logging.ERROR):
        assert await store.write(wipe_old_bodies, ACTOR, NOW + KEEP_UNHANDLED + SECOND) == 1

    assert await first(store, NOW + KEEP_UNHANDLED) is None
    assert [record.action for record in caplog.records] == ["updates_wiped"]  # type: ignore[attr-defined]


async def test_done_rows_go_before_telegram_may_use_their_numbers_anew(store: Store) -> None:
    await receive(store, (1, 5), (2, 6))
    await done(store)

    await store.write(wipe_old_bodies, ACTOR, NOW + KEEP_DONE)
    assert await receive(store, (1, 5)) == 0
    await store.write(wipe_old_bodies, ACTOR, NOW + KEEP_DONE + SECOND)

    assert await receive(store, (1, 5)) == 1
    assert await receive(store, (2, 6)) == 0  # not done, so it is still there
    assert timedelta(days=1) < KEEP_DONE < timedelta(days=7)


async def test_an_update_whose_key_is_gone_is_still_found(store: Store, vault: Vault) -> None:
    await receive(store, (1, 5))
    await vault.forget_days_before((NOW + timedelta(days=1)).date())

    found = await first(store)

    assert found is not None
    assert found.body is None


async def cries(store: Store, number: int, chat: int | None, now: datetime = NOW) -> None:
    one = RawUpdate(number, chat, b'{"update_id": %d}' % number, is_cry=True)
    await store.write(store_updates, ACTOR, now, [one], bot_id=BOT)


async def order(store: Store, now: datetime = NOW) -> list[int]:
    """Handle what is due; return the numbers in the order in which they were handled."""
    handled = []
    while (found := await first(store, now)) is not None:
        handled.append(found.update_id)
        await done(store, now)
    return handled


async def test_a_cry_goes_before_everything_that_waits(store: Store) -> None:
    await receive(store, (1, 1), (2, 1), (3, 2))
    await cries(store, 4, 3)

    assert await order(store) == [4, 1, 2, 3]


async def test_what_its_sender_wrote_before_a_cry_comes_before_it(store: Store) -> None:
    await receive(store, (1, 1), (2, 3), (3, 1), (4, 3))
    await cries(store, 5, 3)
    await receive(store, (6, 3))

    assert await order(store) == [2, 4, 5, 1, 3, 6]


async def test_of_two_cries_the_first_is_first(store: Store) -> None:
    await receive(store, (1, 1))
    await cries(store, 2, 2, NOW + SECOND)
    await cries(store, 3, 3, NOW + 2 * SECOND)
    await cries(store, 4, None, NOW + 3 * SECOND)

    assert await order(store, NOW + 3 * SECOND) == [2, 3, 4, 1]


async def test_a_cry_does_not_wait_for_what_failed_in_its_chat(store: Store) -> None:
    await receive(store, (1, 3), (2, 1))
    await fail(store)
    await receive(store, (3, 3))
    await cries(store, 4, 3)

    assert await order(store) == [3, 4, 2]
    assert await order(store, NOW + SECOND) == [1]


async def test_a_cry_that_comes_twice_is_handled_once(store: Store) -> None:
    await cries(store, 1, 3)
    await done(store)
    await cries(store, 1, 3)

    assert await first(store) is None
