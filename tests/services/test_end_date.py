"""The end of the regular contact is a day that staff set: what is counted back from it moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from content.phrases import date_of
from content.programmes import load_programmes
from domain.ending import WhyEnded
from domain.people import Actor, Channel, Youth, YouthStatus
from domain.plan import Programme
from domain.task import Task, TaskKind
from domain.wall import to_wall
from services.end_contact import Ending, end_contact, undo_end
from services.end_date import EndDateError, EndSet, set_end
from services.end_rows import end_of
from services.said_by_hand import ByHand, said_by_hand
from services.start_plan import start_plan
from services.world import House, Programmes
from storage import agreements, planned, staff, tasks, youths
from storage import programmes as programme_rows
from storage.tables import audit, outbox
from storage.tx import Rx, Tx
from tests.web.cast import NOW, Cast

CLI: Final = Actor.cli("test")
TODAY: Final = to_wall(NOW, "Europe/Copenhagen").date()
MADE: Final = load_programmes()["en-vej-ind"]


@pytest.fixture
def store_url(sqlite_url: str) -> str:
    """Return one database: no query here differs between the two."""
    return sqlite_url


async def on_day(cast: Cast, day: int, made: Programme = MADE) -> House:
    """Let Bo be so many days into a built-in programme, with everything planned."""

    def begin(tx: Tx) -> House:
        version = programme_rows.remember(tx, NOW, made.key, made.text)
        start = NOW - timedelta(days=day)
        youths.change(
            tx,
            cast.bo,
            programme_version_id=version,
            accepted_at=start,
            last_human_contact_at=NOW,
            status=YouthStatus.ACTIVE.value,
        )
        programmes = Programmes({version: made}, {made.key: version})
        house = replace(cast.world.house, programmes=programmes)
        start_plan(tx, NOW, house, cast.bo)
        return house

    return await cast.store.write(begin)


async def move(
    cast: Cast, house: House, day: date | None, *, now: datetime = NOW, actor: Actor = CLI
) -> EndSet:
    """Let somebody set the day."""

    def put(tx: Tx) -> EndSet:
        bo = youths.get(tx, cast.bo)
        assert bo is not None
        return set_end(tx, actor, now, house, bo, day)

    return await cast.store.write(put)


def _trail(rx: Rx) -> list[dict[str, object]]:
    found = rx.execute(audit.select().where(audit.c.action == "set_end")).mappings()
    return [row["detail"] for row in found]


async def due(cast: Cast, key: str) -> date | None:
    """Return the local day on which a contact comes next."""
    plans = {one.contact_key: one for one in await cast.store.read(planned.of_youth, cast.bo)}
    at = plans[key].due_at
    return None if at is None else to_wall(at, "Europe/Copenhagen").date()


async def rows(cast: Cast) -> list[TaskKind]:
    """Return the worker's open rows, the soonest first."""
    return [one.kind for one in await cast.store.read(tasks.open_of_youth, cast.bo)]


async def said(cast: Cast, key: str) -> Sequence[str]:
    """Return in which states the messages with these words are."""

    def look(tx: Tx) -> Sequence[str]:
        found = tx.execute(outbox.select().where(outbox.c.wording == key))
        return [row["state"] for row in found.mappings()]

    return await cast.store.write(look)


async def happened(cast: Cast, key: str, when: datetime) -> None:
    """Let a planned contact have come at that time."""

    def write(tx: Tx) -> None:
        [plan] = [one for one in planned.of_youth(tx, cast.bo) if one.contact_key == key]
        came = replace(plan, due_at=when)
        assert planned.record(tx, when, came, what="sent", reason=None, checkin_id=None)

    await cast.store.write(write)


async def test_the_usual_day_is_the_programmes_and_another_moves_all_that_counts_from_it(
    cast: Cast,
) -> None:
    house = await on_day(cast, 40)
    bo: Youth = await cast.youth()
    assert await cast.store.read(end_of, house, bo) == TODAY + timedelta(days=80)
    assert await due(cast, "end_in_eight") == TODAY + timedelta(days=24)
    later = TODAY + timedelta(days=140)
    done = await move(cast, house, later)
    assert done.end == later
    assert done.notices == [later - timedelta(days=back) for back in (56, 28, 7)]
    assert (done.was_said, done.tells_at) == (False, None)
    assert await due(cast, "end_in_eight") == later - timedelta(days=56)
    assert await due(cast, "exit_talk") == later - timedelta(days=7)
    assert await due(cast, "the_end") == later
    assert await cast.store.read(_trail) == [{"day": 180, "own": True}]
    back = await move(cast, house, None)
    assert back.end == TODAY + timedelta(days=80)
    assert (await cast.store.read(agreements.get, cast.bo)).ends_on is None


@pytest.mark.parametrize(
    ("ahead", "left"), [(60, (56, 28, 7)), (40, (28, 7)), (28, (7,)), (20, (7,)), (5, ())]
)
async def test_a_near_day_has_the_notices_that_still_fit(
    cast: Cast, ahead: int, left: tuple[int, ...]
) -> None:
    house = await on_day(cast, 30)
    now = NOW.replace(hour=13)  # after eleven, when a notice leaves
    day = TODAY + timedelta(days=ahead)
    done = await move(cast, house, day, now=now)
    assert done.notices == [day - timedelta(days=back) for back in left]
    owed = [one for one in await rows(cast) if one in {TaskKind.LAST_MONTH, TaskKind.EXIT_TALK}]
    assert (TaskKind.LAST_MONTH in owed) == (ahead < 30), "what is past is owed at once"
    assert (TaskKind.EXIT_TALK in owed) == (ahead < 7)


async def test_whoever_had_read_of_an_end_is_told_the_new_day_once(cast: Cast) -> None:
    house = await on_day(cast, 66)
    await happened(cast, "end_in_eight", NOW - timedelta(days=2))
    first = await move(cast, house, TODAY + timedelta(days=70))
    assert first.was_said
    assert first.tells_at is not None
    same = await move(cast, house, TODAY + timedelta(days=70))
    assert not same.was_said, "the same day again is no news"
    await move(cast, house, TODAY + timedelta(days=75))
    assert sorted(await said(cast, "youth.end_moved")) == ["queued", "skipped"]


async def test_the_same_notice_comes_again_only_when_its_weeks_have_passed(cast: Cast) -> None:
    house = await on_day(cast, 66)
    read = datetime.combine(TODAY - timedelta(days=2), time(11), ZoneInfo("Europe/Copenhagen"))
    await happened(cast, "end_in_eight", read)
    read_on = to_wall(read, "Europe/Copenhagen").date()
    soon = await move(cast, house, read_on + timedelta(days=56 + 20))
    assert len(soon.notices) == 2, "four weeks and one"
    late = await move(cast, house, read_on + timedelta(days=56 + 56))
    assert len(late.notices) == 3, "it has moved by eight weeks"


async def test_the_day_lies_ahead_and_within_two_years(cast: Cast) -> None:
    house = await on_day(cast, 40)
    for day in (TODAY, TODAY - timedelta(days=1), TODAY + timedelta(days=731)):
        with pytest.raises(EndDateError):
            await move(cast, house, day)
    await cast.change_bo(status=YouthStatus.ENDED.value)
    with pytest.raises(EndDateError):
        await move(cast, house, TODAY + timedelta(days=50))


async def test_rows_that_stood_open_go_with_the_day_they_belong_to(cast: Cast) -> None:
    house = await on_day(cast, 40)
    await move(cast, house, TODAY + timedelta(days=3))
    assert {TaskKind.LAST_MONTH, TaskKind.EXIT_TALK} <= set(await rows(cast))
    await move(cast, house, TODAY + timedelta(days=90))
    assert not {TaskKind.LAST_MONTH, TaskKind.EXIT_TALK} & set(await rows(cast))
    assert await due(cast, "exit_talk") == TODAY + timedelta(days=83)


async def test_the_end_takes_its_rows_away_and_an_end_taken_back_after_the_day_names_it(
    cast: Cast,
) -> None:
    house = await on_day(cast, 40)
    await move(cast, house, TODAY + timedelta(days=3))
    later = NOW + timedelta(days=4)

    def close(tx: Tx) -> None:
        bo, mette = youths.get(tx, cast.bo), staff.get(tx, cast.mette)
        assert bo is not None
        assert mette is not None
        ending = Ending(why=WhyEnded.NO_WISH, contact=mette)
        assert end_contact(tx, CLI, later, house, bo, ending) is None

    await cast.store.write(close)
    assert not set(await rows(cast)) & {TaskKind.EXIT_TALK, TaskKind.LAST_MONTH}

    def undo(tx: Tx) -> bool:
        bo = youths.get(tx, cast.bo)
        assert bo is not None
        return undo_end(tx, CLI, later, house, bo)

    assert await cast.store.write(undo)
    assert TaskKind.THE_END in await rows(cast), "nothing is planned: a human names a day"


async def heard_by_hand(cast: Cast, house: House, *, done: bool) -> None:
    """Let the worker owe the first notice to Bo, and say it or not."""

    def owe(tx: Tx) -> None:
        bo = youths.get(tx, cast.bo)
        assert bo is not None
        contact = next(one for one in MADE.contacts if one.is_notice)
        plan = next(one for one in planned.of_youth(tx, bo.id) if one.contact_key == contact.key)
        at = NOW - timedelta(days=1)
        then = replace(plan, due_at=at)
        assert planned.record(tx, at, then, what="task", reason=None, checkin_id=None)
        name = f"plan:{bo.id}:{contact.key}:{int(at.timestamp())}"
        duty = Task(
            id=tx.new_id(),
            youth_id=bo.id,
            staff_id=bo.mentor_id,
            kind=TaskKind.PLANNED_CONTACT,
            created_at=at,
            due_at=NOW,
            detail="Om otte uger slutter vores faste kontakt.",
        )
        tasks.add(tx, duty, dedupe=name)
        if done:
            tasks.done(tx, NOW, duty.id, duty.staff_id, "talked")

    await cast.store.write(owe)


async def to_say(cast: Cast) -> list[str]:
    """Return the words that the worker is to say."""
    owed = await cast.store.read(tasks.open_of_youth, cast.bo)
    return [one.detail or "" for one in owed if one.kind is TaskKind.PLANNED_CONTACT]


async def test_whom_no_words_of_ours_reach_hears_the_new_day_from_their_worker(
    cast: Cast,
) -> None:
    house = await on_day(cast, 40)
    await cast.change_bo(channel=Channel.SMS.value, phone="+4512345678")
    await heard_by_hand(cast, house, done=True)
    for ahead in (50, 60):
        moved = await move(cast, house, TODAY + timedelta(days=ahead))
        assert (moved.was_said, moved.tells_at) == (True, None)
    [words] = await to_say(cast)
    named = date_of(TODAY + timedelta(days=60), TODAY, "da")
    assert words == (
        f"Hej Bo. Datoen er flyttet. Vores faste kontakt er nu til {named}. "
        "Vi taler sammen, før den slutter. Mette"
    ), "the newest day, once"
    [duty] = [one for one in await cast.store.read(tasks.open_of_youth, cast.bo) if one.detail]
    assert await cast.store.read(said_by_hand, house, duty) is ByHand.END_MOVED


async def test_a_notice_that_nobody_has_said_yet_goes_and_the_new_day_is_no_news(
    cast: Cast,
) -> None:
    house = await on_day(cast, 40)
    await cast.change_bo(channel=Channel.SMS.value, phone="+4512345678")
    await heard_by_hand(cast, house, done=False)
    for ahead in (50, 60):
        moved = await move(cast, house, TODAY + timedelta(days=ahead))
        assert not moved.was_said, "they have heard of no end"
    assert await to_say(cast) == []
