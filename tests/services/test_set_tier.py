"""How close the contact is from day 91 on: agreed, kept, and seen in the agreed interval."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from content.programmes import load_programmes
from domain.people import Actor, Tier, Youth
from services.set_tier import set_tier
from services.world import House, Programmes
from storage import programmes as programme_rows
from storage import youths
from storage.tx import Tx
from tests.web.cast import NOW, Cast

CLI = Actor.cli("test")


def put_on_the_year(tx: Tx, cast: Cast, interval: int) -> House:
    """Let Bo be on day 100 of the built-in year."""
    made = load_programmes()["projekt-run"]
    version = programme_rows.remember(tx, NOW, made.key, made.text)
    start = NOW - timedelta(days=100)
    youths.change(
        tx,
        cast.bo,
        programme_version_id=version,
        accepted_at=start,
        contact_interval_days=interval,
    )
    return replace(cast.world.house, programmes=Programmes({version: made}, {made.key: version}))


@pytest.mark.parametrize(("before", "after"), [(14, 7), (10, 10)])
async def test_the_interval_follows_the_tier_unless_the_two_agreed_on_their_own(
    cast: Cast, before: int, after: int
) -> None:
    house = await cast.store.write(put_on_the_year, cast, before)
    youth: Youth = await cast.store.write(set_tier, CLI, NOW, house, "Bo Lind", Tier.A)
    assert (youth.tier, youth.contact_interval_days) == (Tier.A, after)
