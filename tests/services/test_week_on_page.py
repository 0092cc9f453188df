"""The week in one line: what came and what comes by the planner's own rules, of five at most."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from content.preview import Wanted, coming
from content.programmes import load_programmes
from domain.people import Channel, YouthStatus
from domain.plan import ASKS, ContactKind
from services.start_plan import start_plan
from services.week_on_page import read_week
from services.world import House, Programmes
from storage import programmes as programme_rows
from storage import youths
from storage.tx import Tx
from tests.web.cast import Cast

MADE = load_programmes()["projekt-run"]
MONDAY = datetime(2026, 3, 2, 6, tzinfo=UTC)


@pytest.fixture
def store_url(sqlite_url: str) -> str:
    """Return one database: no query here differs between the two."""
    return sqlite_url


async def begins(cast: Cast, at: datetime) -> House:
    """Let Bo say yes then to the built-in programme, with everything planned."""

    def begin(tx: Tx) -> House:
        version = programme_rows.remember(tx, at, MADE.key, MADE.text)
        youths.change(
            tx,
            cast.bo,
            programme_version_id=version,
            accepted_at=at,
            last_human_contact_at=at,
            last_sign_of_life_at=at,
        )
        made = replace(MADE, jitter=timedelta(0))
        house = replace(
            cast.world.house, programmes=Programmes({version: made}, {made.key: version})
        )
        start_plan(tx, at, house, cast.bo)
        return house

    return await cast.store.write(begin)


async def test_the_line_is_what_the_preview_of_the_programme_says(cast: Cast) -> None:
    house = await begins(cast, MONDAY)
    bo = await cast.youth()
    week = await cast.store.read(read_week, MONDAY, house, bo)
    assert week is not None
    counted = ASKS | {ContactKind.CARING}
    wanted = Wanted(start=date(2026, 3, 2), days=6)
    said = [
        (one.leaves_at, one.contact.kind)
        for one in coming(MADE, house.site, wanted)
        if one.leaves_at is not None
        and one.contact.kind in counted
        # The preview has a café each week; this town has no series.
        and one.contact.kind is not ContactKind.CAFE
    ]
    assert list(week.messages) == sorted(said, key=lambda one: one[0])
    assert 1 <= len(week.messages) <= 5


@pytest.mark.parametrize(
    "now_is", [{"channel": Channel.PHONE.value}, {"status": YouthStatus.STOPPED.value}]
)
async def test_whom_the_robot_does_not_write_to_has_no_such_week(
    cast: Cast, now_is: dict[str, str]
) -> None:
    house = await begins(cast, MONDAY)
    await cast.change_bo(**now_is)
    assert await cast.store.read(read_week, MONDAY, house, await cast.youth()) is None
