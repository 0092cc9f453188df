"""A youth who moves: each contact once on its day, nothing in the new night, no shorter pause."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest

from content.programmes import load_programmes
from domain.message import Purpose
from domain.people import Actor, Youth
from domain.wall import to_utc, to_wall
from services.change_zone import change_zone
from services.occurrences import following
from services.queue_message import Recipient
from services.rhythm_of import calendar_of
from services.start_plan import start_plan
from services.world import House, Programmes
from storage import held_back, planned, youths
from storage import programmes as programme_rows
from storage.tx import Tx
from tests.messages import queue
from tests.web.cast import NOW, Cast

ACTOR = Actor.system("test")
HOME, NUUK = "Europe/Copenhagen", "America/Nuuk"
ZONES = (HOME, NUUK, "Asia/Bangkok", "America/New_York", "Pacific/Auckland")
START = datetime(2026, 8, 10, 10, 0, tzinfo=UTC)  # a Monday
DAY = timedelta(days=1)
Came = tuple[str, date]  # a contact, and the local day on which it was due


@pytest.fixture
def store_url(sqlite_url: str) -> str:
    """Return one database: no query here differs between the two."""
    return sqlite_url


def bo(tx: Tx, cast: Cast) -> Youth:
    youth = youths.get(tx, cast.bo)
    assert youth is not None
    return youth


def begin(tx: Tx, cast: Cast) -> House:
    """Let Bo be in the built-in year."""
    made = load_programmes()["projekt-run"]
    version = programme_rows.remember(tx, NOW, made.key, made.text)
    youths.change(tx, cast.bo, programme_version_id=version, accepted_at=START)
    return replace(cast.world.house, programmes=Programmes({version: made}, {made.key: version}))


def walk(tx: Tx, cast: Cast, house: House, moves: dict[datetime, str]) -> Counter[Came]:
    """Go through four weeks of Bo's plan with moves in it; return what was due, by local day."""
    youths.change(tx, cast.bo, zone=HOME)
    start_plan(tx, START, house, cast.bo)
    came: Counter[Came] = Counter()
    for end, zone in [*sorted(moves.items()), (START + 28 * DAY, "")]:
        _until(tx, cast, house, end, came)
        if zone:
            change_zone(tx, ACTOR, end, house, bo(tx, cast), zone)
    return came


def _until(tx: Tx, cast: Cast, house: House, end: datetime, came: Counter[Came]) -> None:
    youth = bo(tx, cast)
    programme = house.programmes.version(youth.programme_version_id)
    while due := [one for one in planned.of_youth(tx, cast.bo) if one.due_at and one.due_at < end]:
        for plan in due:
            assert plan.due_at is not None, "those without one were left out"
            came[plan.contact_key, to_wall(plan.due_at, youth.zone).date()] += 1
            contact = programme.contact(plan.contact_key)
            later = following(tx, house, youth, programme, contact, after=plan.due_at)
            planned.plan_next(tx, plan.id, later, youth.programme_version_id)


def expected(tx: Tx, cast: Cast, house: House) -> set[Came]:
    """Return what the plan holds in these weeks for somebody who stays at home."""
    return set(walk(tx, cast, house, {}))


async def test_whoever_moves_gets_every_planned_contact_once_on_its_day(cast: Cast) -> None:
    def look(tx: Tx) -> None:
        house = begin(tx, cast)
        at_home = expected(tx, cast, house)
        for there, then in permutations(ZONES[1:], 2):
            for hour in (1, 11, 14, 22):
                first = START + 8 * DAY + timedelta(hours=hour - 10)
                moves = {first: there, first + 3 * DAY: then, first + 10 * DAY: HOME}
                came = walk(tx, cast, house, moves)
                assert set(came.values()) == {1}, (moves, came)
                assert set(came) == at_home, (moves, set(came) ^ at_home)

    await cast.store.write(look)


async def test_days_after_the_start_keep_their_number_where_the_yes_was_on_another_day(
    cast: Cast,
) -> None:
    """Just after midnight here it is still yesterday in Nuuk."""

    def look(tx: Tx) -> None:
        house = begin(tx, cast)
        youths.change(tx, cast.bo, accepted_at=to_utc(date(2026, 8, 11), _AFTER_MIDNIGHT, HOME))
        start_plan(tx, START, house, cast.bo)
        before = numbers(tx, cast, house)
        change_zone(tx, ACTOR, START + DAY, house, bo(tx, cast), NUUK)
        assert numbers(tx, cast, house) == before

    await cast.store.write(look)


_AFTER_MIDNIGHT = datetime(2026, 8, 11, 0, 30, tzinfo=UTC).time()


def numbers(tx: Tx, cast: Cast, house: House) -> dict[str, int]:
    """Return on which day after the start each contact of named days is due."""
    youth = bo(tx, cast)
    programme = house.programmes.version(youth.programme_version_id)
    calendar = calendar_of(tx, house, youth, programme)
    return {
        plan.contact_key: calendar.day_of(plan.due_at)
        for plan in planned.of_youth(tx, cast.bo)
        if plan.due_at is not None and not programme.contact(plan.contact_key).rule
    }


@pytest.mark.parametrize(
    ("purpose", "name", "due"),
    [
        (Purpose.CARING, "caring", "11:00"),  # their nine
        (Purpose.RECEIPT, "receipt", "11:00"),
        (Purpose.NOTICE, "away:1", "11:00"),
        (Purpose.CHECKIN, "checkin", "11:00"),  # somebody is at work
        (Purpose.NOTICE, "in:1", "08:00"),  # an answer to what they did
    ],
)
async def test_what_waits_to_leave_stays_out_of_the_new_night(
    cast: Cast, purpose: Purpose, name: str, due: str
) -> None:
    at_eight = datetime(2026, 2, 25, 8, 0, tzinfo=UTC)  # nine here, six in the morning there
    to = Recipient.of_youth(await cast.youth())
    more: dict[str, Any] = {"to": to, "purpose": purpose, "dedupe": name, "due_at": at_eight}
    await queue(cast.store, "hej", now=NOW, **more)

    def move(tx: Tx) -> str:
        change_zone(tx, ACTOR, NOW, cast.world.house, bo(tx, cast), NUUK)
        [waits] = held_back.queued_of(tx, cast.bo)
        return waits.due_at.strftime("%H:%M")

    assert await cast.store.write(move) == due


async def test_a_pause_ends_at_their_own_morning_and_never_sooner(cast: Cast) -> None:
    nine = to_utc(date(2026, 3, 10), datetime(2026, 3, 10, 9, tzinfo=UTC).time(), HOME)
    await cast.change_bo(paused_until=nine)

    def move(tx: Tx, zone: str) -> datetime | None:
        return change_zone(tx, ACTOR, NOW, cast.world.house, bo(tx, cast), zone).paused_until

    west = await cast.store.write(move, NUUK)
    assert west is not None
    assert to_wall(west, NUUK).strftime("%d %H:%M") == "10 09:00"
    assert await cast.store.write(move, "Asia/Bangkok") == west
