"""Who comes back after a stop comes back where the programme is by now."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from content.programmes import load_programmes
from domain.people import YouthStatus
from services.start_plan import start_plan
from services.world import House, Programmes
from storage import programmes as programme_rows
from storage import youths
from storage.tx import Tx
from tests.web.cast import NOW, Cast

DAYS_AWAY = 104  # stopped in the first weeks, when a human talked with him every fourth day


def away_from_the_year(tx: Tx, cast: Cast, interval: int) -> House:
    """Let Bo have said yes to the built-in year, and then have stopped."""
    made = load_programmes()["projekt-run"]
    version = programme_rows.remember(tx, NOW, made.key, made.text)
    youths.change(
        tx,
        cast.bo,
        programme_version_id=version,
        accepted_at=NOW - timedelta(days=DAYS_AWAY),
        contact_interval_days=interval,
        status=YouthStatus.STOPPED.value,
    )
    return replace(cast.world.house, programmes=Programmes({version: made}, {made.key: version}))


@pytest.mark.parametrize(("before", "after"), [(4, 14), (10, 10)])
async def test_the_interval_is_that_of_today_unless_the_two_agreed_on_their_own(
    cast: Cast, before: int, after: int
) -> None:
    house = await cast.store.write(away_from_the_year, cast, before)
    await cast.change_bo(status=YouthStatus.ACTIVE.value)
    await cast.store.write(start_plan, NOW, house, cast.bo)
    bo = await cast.youth()
    assert bo.contact_interval_days == after
    assert bo.accepted_at == NOW - timedelta(days=DAYS_AWAY), "the plan goes on"
