"""What the bot has begun in a week and a day, counted from what really goes out."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.message import OutboxState, Purpose
from domain.plan import ContactKind
from services.room_for import room_for
from services.say import Line, to_youth
from storage import outbox, youths
from storage.tx import Tx
from tests.domain.rhythms import at
from tests.web.cast import NOW, Cast

MONDAY = at("2026-03-09 12:00")


def queue(tx: Tx, cast: Cast, due: datetime, purpose: Purpose) -> int:
    """Queue one message to Bo."""
    bo = youths.get(tx, cast.bo)
    assert bo is not None
    name = f"{purpose}:{due.isoformat()}"
    line = Line(purpose=purpose, key="test", text="Hej.", dedupe=name, due_at=due)
    row = to_youth(tx, NOW, bo, line)
    assert row is not None
    return row


def why(tx: Tx, cast: Cast, kind: ContactKind | None, moment: datetime) -> str | None:
    bo = youths.get(tx, cast.bo)
    assert bo is not None
    return room_for(tx, bo, kind, moment)


async def test_greetings_and_reminders_fill_a_week_and_answers_do_not(cast: Cast) -> None:
    for day in range(4):
        await cast.store.write(queue, cast, MONDAY + timedelta(days=day), Purpose.REMINDER)
    for purpose in (Purpose.NOTICE, Purpose.THANKS, Purpose.ANSWER, Purpose.LATER):
        await cast.store.write(queue, cast, MONDAY, purpose)
    friday = MONDAY + timedelta(days=4)
    assert await cast.store.write(why, cast, ContactKind.CHECKIN, friday) is None
    await cast.store.write(queue, cast, friday, Purpose.CARING)
    assert await cast.store.write(why, cast, None, friday) == "five a week"
    assert await cast.store.write(why, cast, ContactKind.CAFE, friday) == "five a week"
    following = MONDAY + timedelta(days=7)
    assert await cast.store.write(why, cast, ContactKind.CHECKIN, following) is None


def skip(tx: Tx, row: int) -> None:
    outbox.move(tx, [row], OutboxState.SKIPPED)


async def test_what_never_came_leaves_its_place(cast: Cast) -> None:
    row = await cast.store.write(queue, cast, MONDAY, Purpose.CARING)
    assert await cast.store.write(why, cast, ContactKind.CAFE, MONDAY) == "one a day"
    assert await cast.store.write(why, cast, ContactKind.CHECKIN, MONDAY) is None
    await cast.store.write(skip, row)
    assert await cast.store.write(why, cast, ContactKind.CAFE, MONDAY) is None
