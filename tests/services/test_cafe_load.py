"""What an evening says counts like all else: only who said yes has asked to be reminded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from content.areas.cafe import CafeKey
from domain.cafe import Came, Coming, answered
from domain.message import Purpose
from domain.people import Youth
from domain.plan import ContactKind
from domain.signal import EventKind
from services.room_for import room_for
from services.say import Line, to_youth
from services.tend_cafes import tend_cafes
from storage import cafes, past, rsvps, youths
from storage.tables import audit, outbox
from storage.tx import Tx
from tests.services.test_tend_cafes import ACTOR, MONDAY, make
from tests.web.cast import Cast


def bo(tx: Tx, cast: Cast) -> Youth:
    found = youths.get(tx, cast.bo)
    assert found is not None
    return found


def full_week(tx: Tx, cast: Cast) -> None:
    """Let Bo have had five greetings since Monday, the last one on Wednesday."""
    for hours in range(5):
        line = Line(
            purpose=Purpose.CARING,
            key="test",
            text="Hej.",
            dedupe=f"greeting:{hours}",
            due_at=MONDAY + timedelta(hours=10 * hours),
        )
        assert to_youth(tx, MONDAY, bo(tx, cast), line) is not None


def evening(tx: Tx, cast: Cast, said: Coming) -> int:
    """Return an evening to which Bo is invited, and has answered."""
    cafe_id = make(tx, cast)
    step(tx, cast, cafe_id)
    row = rsvps.find(tx, cafe_id, cast.bo)
    assert row is not None
    rsvps.save(tx, answered(replace(row, invited_at=MONDAY, left_out=None), said, MONDAY))
    return cafe_id


def step(tx: Tx, cast: Cast, cafe_id: int) -> None:
    """Let the evening's next step come in its time."""
    cafe = cafes.get(tx, cafe_id)
    assert cafe is not None
    assert cafe.next_at is not None
    assert tend_cafes(tx, ACTOR, cafe.next_at, cast.world.house, [cafe_id]) == [cafe_id]


def came(tx: Tx, cast: Cast, cafe_id: int, mark: Came = Came.SEEN) -> None:
    row = rsvps.find(tx, cafe_id, cast.bo)
    assert row is not None
    rsvps.save(tx, replace(row, came=mark))


def said(tx: Tx, cast: Cast) -> Sequence[str]:
    """Return what Bo was told of evenings, but for the invitation."""
    rows = tx.execute(outbox.select().where(outbox.c.youth_id == cast.bo)).mappings()
    keys = {str(one["wording"]) for one in rows}
    return sorted(keys & {CafeKey.REMIND, CafeKey.REMIND_MAYBE, CafeKey.ASK_WORTH})


def left_out(tx: Tx, cast: Cast) -> Sequence[tuple[object, object]]:
    """Return what was left out for Bo: the step, and why."""
    mine = (audit.c.youth_id == cast.bo) & (audit.c.action == "cafe")
    lines = tx.execute(audit.select().where(mine)).mappings()
    return [(one["detail"]["step"], one["detail"]["skipped"]) for one in lines]


@pytest.mark.parametrize(
    ("answer", "told", "skipped"),
    [
        (Coming.YES, [CafeKey.REMIND], []),
        (Coming.MAYBE, [], [("remind", "five a week")]),
    ],
)
async def test_in_a_full_week_only_who_said_yes_is_reminded(
    cast: Cast, answer: Coming, told: list[str], skipped: list[tuple[str, str]]
) -> None:
    write = cast.store.write
    cafe_id = await write(evening, cast, answer)
    await write(full_week, cast)
    await write(step, cast, cafe_id)
    assert await write(said, cast) == told
    assert await write(left_out, cast) == skipped


async def test_with_room_a_maybe_is_reminded_and_it_counts(cast: Cast) -> None:
    write = cast.store.write
    cafe_id = await write(evening, cast, Coming.MAYBE)
    await write(step, cast, cafe_id)
    assert await write(said, cast) == [CafeKey.REMIND_MAYBE]


async def test_whether_it_was_worth_it_is_the_day_s_one_other_message(cast: Cast) -> None:
    write = cast.store.write
    cafe_id = await write(evening, cast, Coming.YES)
    for _ in range(2):
        await write(step, cast, cafe_id)
    await write(came, cast, cafe_id)
    await write(step, cast, cafe_id)
    assert await write(said, cast) == [CafeKey.ASK_WORTH, CafeKey.REMIND]
    cafe = await cast.store.read(cafes.get, cafe_id)
    assert cafe is not None
    assert await write(room, cast, ContactKind.CARING, cafe_id) == "one a day"


def room(tx: Tx, cast: Cast, kind: ContactKind, cafe_id: int) -> str | None:
    cafe = cafes.get(tx, cafe_id)
    assert cafe is not None
    return room_for(tx, bo(tx, cast), kind, cafe.ends_at)


async def test_in_a_full_week_nobody_is_asked_whether_it_was_worth_it(cast: Cast) -> None:
    write = cast.store.write
    cafe_id = await write(evening, cast, Coming.YES)
    await write(full_week, cast)
    for _ in range(2):
        await write(step, cast, cafe_id)
    await write(came, cast, cafe_id)
    await write(step, cast, cafe_id)
    assert await write(said, cast) == [CafeKey.REMIND]
    assert await write(left_out, cast) == [("ask", "five a week")]


@pytest.mark.parametrize(
    ("said_before", "kinds"),
    [
        (Coming.YES, [EventKind.PRESENT, EventKind.KEPT]),
        (Coming.MAYBE, [EventKind.PRESENT]),
    ],
)
async def test_who_said_yes_and_came_has_kept_what_was_agreed(
    cast: Cast, said_before: Coming, kinds: list[EventKind]
) -> None:
    cafe_id = await cast.store.write(evening, cast, said_before)
    await cast.store.write(came, cast, cafe_id)
    found = await cast.store.read(past.of_youth, cast.bo, frozenset(), "Europe/Copenhagen")
    assert [one.kind for one in found] == kinds


@pytest.mark.parametrize("mark", [Came.ABSENT, Came.EXCUSED])
async def test_who_said_yes_and_stayed_away_has_missed_nothing_that_counts(
    cast: Cast, mark: Came
) -> None:
    cafe_id = await cast.store.write(evening, cast, Coming.YES)
    await cast.store.write(came, cast, cafe_id, mark)
    assert await cast.store.read(past.of_youth, cast.bo, frozenset(), "Europe/Copenhagen") == []
