"""Questions that left by SMS, the latest first, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.ids import IdSource
from domain.message import Body, MessageKind, OutboxState, Purpose, Road
from storage import outbox, sms_asked
from storage.outbox import NewMessage
from storage.store import Store
from storage.tx import Tx
from storage.vault import Vault
from tests.web.cast import NOW, Cast

HOUR = timedelta(hours=1)


@pytest.fixture
async def cast(store: Store, vault: Vault, ids: IdSource) -> Cast:
    """Return everybody, in the store, on each of the two engines."""
    everybody = Cast(store=store, vault=vault, ids=ids)
    await everybody.settle()
    return everybody


def queue(
    tx: Tx, cast: Cast, wording: str, dedupe: str, hours_ago: int, state: OutboxState
) -> None:
    at = NOW - hours_ago * HOUR
    new = NewMessage(
        chat_id=0,
        youth_id=cast.bo,
        staff_id=None,
        case_id=None,
        checkin_id=None,
        programme_version_id=None,
        kind=MessageKind.TEXT,
        purpose=Purpose.CHECKIN,
        wording=wording,
        body=Body("?"),
        dedupe=dedupe,
        edits=None,
        edits_message_id=None,
        due_at=at,
        late_at=None,
        road=Road.SMS,
        address="+4522334455",
    )
    number = outbox.add(tx, at, new)
    assert number is not None
    if state is not OutboxState.QUEUED:
        outbox.move(tx, [number], OutboxState.SENDING, ready_at=None)
        outbox.move(tx, [number], state)


async def test_the_latest_that_left_counts_and_what_waits_or_was_refused_does_not(
    cast: Cast,
) -> None:
    def fill(tx: Tx) -> None:
        queue(tx, cast, "ask", "checkin:1", 30, OutboxState.SENT)
        queue(tx, cast, "evening", "cafe:77:invite:1", 20, OutboxState.UNKNOWN)
        queue(tx, cast, "ask", "checkin:2", 10, OutboxState.REFUSED)
        queue(tx, cast, "ask", "checkin:3", 0, OutboxState.QUEUED)
        queue(tx, cast, "hello", "caring:1", 5, OutboxState.SENT)

    await cast.store.write(fill)
    read, since = cast.store.read, NOW - timedelta(days=3)

    found = await read(sms_asked.asked_since, cast.bo, ["ask", "evening"], since=since)
    assert [(one.wording, one.cafe_id) for one in found] == [("evening", 77), ("ask", None)]
    assert [one.left_at for one in found] == [NOW - 20 * HOUR, NOW - 30 * HOUR]
    assert await read(sms_asked.asked_since, cast.bo, ["ask"], since=NOW - HOUR) == []
    assert await read(sms_asked.asked_since, 1, ["ask"], since=since) == []
