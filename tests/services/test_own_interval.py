"""What the two agreed on holds, also where the programme has the same number."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from content.programmes import load_programmes
from domain.people import Actor, Tier, YouthStatus
from services.own_interval import LONGEST, set_interval
from services.set_tier import set_tier
from services.start_plan import start_plan
from services.world import House, Programmes
from storage import audit, youths
from storage import programmes as programme_rows
from storage.tx import Tx
from tests.web.cast import NOW, Cast

CLI = Actor.cli("test")


@pytest.fixture
def store_url(sqlite_url: str) -> str:
    """Return one database: no query here differs between the two."""
    return sqlite_url


def on_the_year(tx: Tx, cast: Cast) -> House:
    """Let Bo be on day 104 of the built-in year."""
    made = load_programmes()["projekt-run"]
    version = programme_rows.remember(tx, NOW, made.key, made.text)
    start = NOW - timedelta(days=104)
    youths.change(tx, cast.bo, programme_version_id=version, accepted_at=start)
    return replace(cast.world.house, programmes=Programmes({version: made}, {made.key: version}))


async def test_a_number_of_the_plan_that_is_their_own_outlives_a_return_and_a_tier(
    cast: Cast,
) -> None:
    house = await cast.store.write(on_the_year, cast)
    made = next(iter(house.programmes.by_version.values()))
    usual = {window.human_every_days for window in made.windows}
    own = min(usual)
    youth = await cast.store.write(set_interval, CLI, NOW, house, "Bo Lind", own)
    assert youth.contact_interval_days == own
    assert made.interval_on(104, youth.tier) != own, "today the programme says another one"
    await cast.change_bo(status=YouthStatus.ACTIVE.value)
    await cast.store.write(start_plan, NOW, house, cast.bo)
    assert (await cast.youth()).contact_interval_days == own
    for tier in Tier:
        await cast.store.write(set_tier, CLI, NOW, house, "Bo Lind", tier)
        assert (await cast.youth()).contact_interval_days == own
    actions = [one for _, _, one, _ in await cast.store.read(audit.of_youth, cast.bo)]
    assert "set_interval" in actions
    youth = await cast.store.write(set_interval, CLI, NOW, house, "Bo Lind", None)
    assert youth.contact_interval_days == made.interval_on(104, youth.tier)
    assert youth.reassess_at is not None, "the next contact has an owner and a time"


@pytest.mark.parametrize("days", [0, LONGEST + 1])
async def test_nobody_waits_longer_than_a_month(cast: Cast, days: int) -> None:
    with pytest.raises(ValueError, match="1 to 31 days"):
        await cast.store.write(set_interval, CLI, NOW, cast.world.house, "Bo Lind", days)
