"""Two youths of one initial are told apart in Telegram, by a number and not by a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.people import Youth
from services.initial import initial_and_phase
from storage import staff, youths
from storage.tx import Tx
from tests.web.cast import NOW, Cast

DAY = timedelta(days=1)


@pytest.fixture
def store_url(sqlite_url: str) -> str:
    """Return one database: no query here differs between the two."""
    return sqlite_url


async def taken_in(cast: Cast, name: str, *, mentor: int, cover: int) -> Youth:
    """Take in one more youth."""
    bo, other = await cast.youth(), cast.ids.new()
    await cast.vault.new_key(other, "person")
    new = replace(bo, id=other, name=name, chat_id=None, mentor_id=mentor, cover_id=cover)
    await cast.store.write(youths.add, new)
    return new


async def label(cast: Cast, youth: Youth) -> str:
    return await cast.store.read(initial_and_phase, NOW, cast.world.house, youth, "da")


async def test_an_initial_alone_stands_while_there_is_one_of_it(cast: Cast) -> None:
    await taken_in(cast, "Amal Nor", mentor=cast.mette, cover=cast.karl)
    assert "(" not in await label(cast, await cast.youth())


async def test_two_of_one_initial_have_their_numbers_that_stay(cast: Cast) -> None:
    other = await taken_in(cast, "Bea Nor", mentor=cast.mette, cover=cast.karl)
    first, second = await label(cast, await cast.youth()), await label(cast, other)
    assert first.endswith(" (1)")
    assert second.endswith(" (2)")
    assert first.removesuffix(" (1)") == second.removesuffix(" (2)")
    await taken_in(cast, "Bent Nor", mentor=cast.mette, cover=cast.karl)
    assert await label(cast, await cast.youth()) == first


async def test_those_of_a_colleague_are_others_only_while_somebody_has_both(cast: Cast) -> None:
    other = await taken_in(cast, "Bea Nor", mentor=cast.ulla, cover=cast.anna)
    assert "(" not in await label(cast, other)

    def ulla_goes(tx: Tx) -> None:
        span = {"away_at": NOW - DAY, "away_until": NOW + DAY, "away_cover_id": cast.mette}
        staff.change(tx, cast.ulla, **span)

    await cast.store.write(ulla_goes)
    assert (await label(cast, other)).endswith(" (2)")
    assert (await label(cast, await cast.youth())).endswith(" (1)")
