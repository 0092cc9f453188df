"""An invitation that was taken back before it left: the row says so, and it can come again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from domain.cafe import Cafe, Rsvp
from domain.cafe_audience import LeftOut
from domain.message import OutboxState
from services.change_cafe import cancel
from services.evening import Evening
from services.invite_late import invite_late
from services.quiet_prompts import hold_back, take_back_prompts
from services.tend_cafes import tend_cafes
from services.world import House
from storage import cafes, outbox, rsvps, youths
from storage.tables import outbox as rows
from storage.tx import Tx
from tests.domain.rhythms import at
from tests.services.test_invite_early import ACTOR, ELEVEN, TWO, asked, begin, told
from tests.web.cast import Cast

LATER = at("2026-03-04 11:00")


def row_of(tx: Tx, cast: Cast, cafe: Cafe) -> Rsvp:
    found = rsvps.find(tx, cafe.id, cast.bo)
    assert found is not None
    return found


def talk(tx: Tx, cast: Cast, house: House, now: datetime) -> None:
    hold_back(tx, now, cast.bo, "talking")


def pause(tx: Tx, cast: Cast, house: House, now: datetime) -> None:
    youth = youths.get(tx, cast.bo)
    assert youth is not None
    take_back_prompts(tx, now, house, youth, "pause")


def off(tx: Tx, house: House, cafe: Cafe, now: datetime) -> None:
    known = cafes.get(tx, cafe.id)
    assert known is not None
    cancel(Evening.of(tx, now, house, known))


def leave(tx: Tx) -> None:
    """Let every message that waits be under way."""
    waiting = [one["outbox_id"] for one in tx.execute(rows.select()).mappings()]
    outbox.move(tx, waiting, OutboxState.SENDING)


@pytest.mark.parametrize("happens", [talk, pause])
async def test_a_question_that_never_left_takes_its_invitation_back_as_well(
    cast: Cast, happens: type
) -> None:
    write = cast.store.write
    house = await write(begin, cast)
    cafe, row = await write(asked, cast, house)
    assert row is not None
    await write(happens, cast, house, ELEVEN)
    kept = await write(row_of, cast, cafe)
    assert (kept.invited_at, kept.left_out) == (None, LeftOut.UNSENT)
    await write(off, house, cafe, ELEVEN + timedelta(hours=1))
    assert "off" not in dict(await write(told, cast)), "nobody heard that there was one"


async def test_one_that_has_left_stands(cast: Cast) -> None:
    write = cast.store.write
    house = await write(begin, cast)
    cafe, _ = await write(asked, cast, house)
    await write(leave)
    await write(talk, cast, house, ELEVEN)
    assert (await write(row_of, cast, cafe)).invited_at == ELEVEN


async def test_the_cohort_s_hour_or_a_later_question_invites_anew(cast: Cast) -> None:
    write = cast.store.write
    house = await write(begin, cast)
    cafe, _ = await write(asked, cast, house)
    await write(talk, cast, house, ELEVEN)
    await write(tend_cafes, ACTOR, TWO, house, [cafe.id])
    assert (await write(row_of, cast, cafe)).invited_at == TWO
    await write(talk, cast, house, TWO)
    assert (await write(row_of, cast, cafe)).invited_at is None

    def in_a_question(tx: Tx) -> object:
        youth = youths.get(tx, cast.bo)
        assert youth is not None
        return invite_late(tx, LATER, house, youth, LATER)

    assert await write(in_a_question) is not None
    assert (await write(row_of, cast, cafe)).invited_at == LATER
    assert [state for kind, state in await write(told, cast) if kind == "invite"] == [
        "queued",
        "skipped",
        "skipped",
    ]
