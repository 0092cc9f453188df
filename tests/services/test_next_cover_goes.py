"""Whoever is promised as the next cover goes away, too, and everybody it concerns hears it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.message import OutboxState
from domain.people import Actor, Role
from services.mark_unreachable import staff_unreachable
from storage import staff
from storage.tx import Tx
from tests.services.test_covers_who_are_away import DAY, MONDAY, begins, goes, person
from tests.web.cast import NOW, Cast


@pytest.fixture
def store_url(sqlite_url: str) -> str:
    """Return one database: no query here differs between the two."""
    return sqlite_url


@pytest.fixture
async def promised(cast: Cast) -> Cast:
    """Let Mette be away and Karl cover until Monday; from then on it is to be Ulla."""
    await goes(cast, cast.mette, "now", "two_weeks", cast.karl)
    await cast.delivered(OutboxState.SENT)
    await goes(cast, cast.karl, "monday", "week", cast.ulla)
    assert (await cast.messages(cast.mette))[-1].endswith("læser og ringer Ulla for dig.")
    return cast


async def test_both_hear_who_it_is_then(promised: Cast) -> None:
    cast = promised
    await goes(cast, cast.ulla, "monday", "week", cast.anna)
    assert (await cast.messages(cast.mette))[-1] == (
        "Karl er også væk fra mandag den 2. marts. Fra da af læser og ringer Anna for dig."
    )


async def test_each_change_is_said_once(promised: Cast) -> None:
    cast = promised
    await goes(cast, cast.ulla, "monday", "week", cast.anna)
    await begins(cast, cast.ulla, cast.karl, at=MONDAY)
    said = [one for one in await cast.messages(cast.mette) if "også væk fra mandag" in one]
    assert [one.split()[-3] for one in said] == ["Ulla", "Anna"]


async def _all_go(cast: Cast) -> None:
    await goes(cast, cast.ulla, "monday", "week", cast.anna)
    await _anna_goes(cast)


async def _anna_goes(cast: Cast) -> None:
    def away(tx: Tx) -> None:
        span = {"away_at": MONDAY, "away_until": MONDAY + 7 * DAY}
        staff.change(tx, cast.anna, **span, away_cover_id=cast.ulla)

    await cast.store.write(away)


async def test_where_nobody_is_left_when_it_begins_they_and_the_coordinators_hear_it(
    promised: Cast,
) -> None:
    cast = promised
    await _all_go(cast)
    await begins(cast, cast.anna, cast.ulla, cast.karl, at=MONDAY)
    assert (await cast.messages(cast.mette))[-1].endswith(
        "Fra da af er der ingen til at læse og ringe for dig. Tal med lederen."
    )
    assert any(
        one.startswith("Mette er væk, og Karl") and one.endswith("Find en, der kan.")
        for one in await cast.messages(cast.anna)
    )


async def test_where_no_coordinator_is_here_it_is_the_leader_who_hears_it(promised: Cast) -> None:
    cast = promised
    await _anna_goes(cast)

    def leads(tx: Tx) -> None:
        span = {"away_at": MONDAY - DAY, "away_until": MONDAY + 7 * DAY}
        staff.change(tx, cast.ulla, role=Role.LEADER.value, **span)
        staff.change(tx, cast.anna, away_at=MONDAY - DAY)

    await cast.store.write(leads)
    await begins(cast, cast.karl, at=MONDAY)
    assert (await cast.messages(cast.ulla))[-1].endswith("Find en, der kan.")


async def test_a_cover_who_blocked_the_bot_is_at_work_and_not_away(cast: Cast) -> None:
    await goes(cast, cast.mette, "now", "two_weeks", cast.ulla)
    await cast.delivered(OutboxState.SENT)

    def blocks(tx: Tx) -> None:
        # Anna is not there all the time, so Karl steps in and Anna is told.
        staff.change(tx, cast.anna, away_at=NOW + 3 * DAY, away_until=NOW + 4 * DAY)
        ulla = staff.get(tx, cast.ulla)
        assert ulla is not None
        staff_unreachable(tx, Actor.system("send_outbox"), NOW, cast.world.house, ulla)

    await cast.store.write(blocks)
    assert (await person(cast, cast.mette)).away_cover_id == cast.karl
    assert (await cast.messages(cast.mette))[-1] == (
        "Ulla kan ikke få besked i Telegram. Karl læser og ringer for dig imens."
    )
    assert (await cast.messages(cast.anna))[-1] == (
        "Mette er væk, og Ulla, der læser og ringer imens, kan ikke få besked i Telegram. "
        "Nu tager Karl over."
    )


async def test_where_the_promised_cover_blocks_the_bot_they_hear_who_it_is_then(
    promised: Cast,
) -> None:
    cast = promised

    def blocks(tx: Tx) -> None:
        ulla = staff.get(tx, cast.ulla)
        assert ulla is not None
        at = NOW + timedelta(hours=1)
        staff_unreachable(tx, Actor.system("send_outbox"), at, cast.world.house, ulla)

    await cast.store.write(blocks)
    assert (await cast.messages(cast.mette))[-1].endswith("læser og ringer Anna for dig.")


async def test_where_a_cover_blocked_the_bot_and_nobody_is_left_it_is_said(cast: Cast) -> None:
    await goes(cast, cast.mette, "now", "two_weeks", cast.karl)
    await cast.delivered(OutboxState.SENT)

    def blocks(tx: Tx) -> None:
        for one in (cast.anna, cast.ulla):
            staff.change(tx, one, away_at=NOW - DAY, away_until=NOW + 30 * DAY)
        karl = staff.get(tx, cast.karl)
        assert karl is not None
        staff_unreachable(tx, Actor.system("send_outbox"), NOW, cast.world.house, karl)

    await cast.store.write(blocks)
    assert (await cast.messages(cast.mette))[-1].endswith("ringe for dig. Tal med lederen.")
    assert (await cast.messages(cast.anna))[-1].endswith("Find en, der kan.")
