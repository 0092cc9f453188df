"""Words that are true for a moment only are not sent when an outage has held them back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from content.areas.talks import TalkKey
from domain.case import CaseKind
from domain.incoming import Incoming
from domain.message import OutboxState
from domain.people import Actor
from services.call_answer import answer_call
from services.call_first import ONE_CALL, Caller, note_try, tell_of_call
from services.claim_messages import claim
from services.reactions import reactions_of
from storage import staff as staff_rows
from storage import talks
from storage import youths as youth_rows
from storage.tables import outbox
from storage.tx import Tx
from tests.web.cast import BO_CHAT, NOW, Cast

NEXT_DAY = timedelta(hours=12)
TOMORROW_AT_NINE = datetime(2026, 2, 25, 8, tzinfo=UTC)
WHEN_THEN = "Helt fint. Hvornår passer det bedre?"


def caller(tx: Tx, cast: Cast) -> Caller:
    """Return Mette, with a number, about to call Bo."""
    staff_rows.change(tx, cast.mette, phone="+4512345678")
    mette, bo = staff_rows.get(tx, cast.mette), youth_rows.get(tx, cast.bo)
    assert mette is not None
    assert bo is not None
    return Caller(mette, bo, None)


async def after(cast: Cast, outage: timedelta) -> dict[str, OutboxState]:
    """Let the sender look for the first time after an outage; return what became of each word."""
    actor, hold = Actor.system("test"), reactions_of(cast.world.house).hold
    now = cast.clock.time + outage
    for _ in range(3):  # one a chat at a time
        await cast.store.write(claim, actor, now, holder="t", real=now, limit=9, hold=hold)

    def states(tx: Tx) -> dict[str, OutboxState]:
        rows = tx.execute(select(outbox.c.wording, outbox.c.state))
        return {row.wording: OutboxState(row.state) for row in rows}

    return await cast.store.write(states)


@pytest.mark.parametrize(
    ("outage", "state"),
    [
        (ONE_CALL - timedelta(minutes=1), OutboxState.SENDING),
        (ONE_CALL + timedelta(minutes=1), OutboxState.SKIPPED),
        (NEXT_DAY, OutboxState.SKIPPED),
    ],
)
async def test_nobody_reads_at_night_that_somebody_calls_in_a_moment(
    cast: Cast, outage: timedelta, state: OutboxState
) -> None:
    await cast.store.write(lambda tx: tell_of_call(tx, NOW, cast.world.house, caller(tx, cast)))
    assert (await after(cast, outage))[str(TalkKey.PRECALL)] is state


async def test_a_call_of_this_morning_is_not_told_of_at_night(cast: Cast) -> None:
    await cast.store.write(lambda tx: note_try(tx, NOW, cast.world.house, caller(tx, cast)))
    assert (await after(cast, NEXT_DAY))[str(TalkKey.TRIED)] is OutboxState.SKIPPED


async def test_the_way_to_help_under_a_call_that_nobody_took_is_never_too_late(cast: Cast) -> None:
    red = await cast.opens_case(CaseKind.CRISIS)

    def tries(tx: Tx) -> None:
        one = caller(tx, cast)
        note_try(tx, NOW, cast.world.house, Caller(one.staff, one.youth, red))

    await cast.store.write(tries)
    assert (await after(cast, NEXT_DAY))[str(TalkKey.TRIED_RED)] is OutboxState.SENDING


@pytest.mark.parametrize(
    ("later", "said"),
    [
        (timedelta(minutes=5), "Fint. Mette ringer om lidt."),
        (ONE_CALL + timedelta(minutes=1), None),
        (NEXT_DAY, None),
    ],
)
async def test_fine_under_an_old_call_promises_no_call_soon(
    cast: Cast, later: timedelta, said: str | None
) -> None:
    await says(cast, "fine", later)
    heard = await cast.messages(cast.bo)
    assert [one for one in heard if one.startswith("Fint.")] == ([said] if said else [])
    assert (WHEN_THEN in heard) == (said is None)


async def test_fine_to_a_call_that_was_missed_promises_none_and_asks_when(cast: Cast) -> None:
    await says(cast, "fine", timedelta(minutes=10), missed=timedelta(minutes=5))
    assert (await cast.messages(cast.bo))[-1] == WHEN_THEN
    wanted = select(outbox.c.wording)
    rows = await cast.store.read(lambda rx: [row.wording for row in rx.execute(wanted)])
    assert str(TalkKey.ANSWER_LATE) in rows
    assert str(TalkKey.ANSWER_FINE) not in rows


@pytest.mark.parametrize(
    ("later", "leaves"),
    [(timedelta(minutes=5), timedelta(minutes=5)), (NEXT_DAY, TOMORROW_AT_NINE - NOW)],
)
async def test_a_yellow_answer_rings_nobody_at_night(
    cast: Cast, later: timedelta, leaves: timedelta
) -> None:
    await says(cast, "tomorrow", later)
    wanted = select(outbox.c.due_at).where(outbox.c.wording == str(TalkKey.ANSWER_AT))
    due = await cast.store.read(lambda rx: rx.execute(wanted).scalar_one())
    assert due == NOW + leaves


async def says(cast: Cast, value: str, later: timedelta, missed: timedelta | None = None) -> None:
    """Let Bo tap under an announced call so much later, after a try that he may have missed."""

    def taps(tx: Tx) -> None:
        one, house = caller(tx, cast), cast.world.house
        tell_of_call(tx, NOW, house, one)
        (talk,) = talks.latest_of(tx, cast.bo, 1)
        if missed is not None:
            note_try(tx, NOW + missed, house, one)
        update = Incoming(inbox_id=tx.new_id(), chat_id=BO_CHAT, message_id=5)
        actor = Actor.youth(cast.bo)
        answer_call(tx, actor, NOW + later, house, update, one.youth, talk_id=talk.id, value=value)

    await cast.store.write(taps)
