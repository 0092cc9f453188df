"""A meeting that did not take place is followed up, whether somebody says so or nobody does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from domain.case import CaseKind
from domain.people import Actor, Youth
from domain.talk import TalkWay
from domain.task import TaskKind
from services.no_show import note_no_show
from services.reassess import reassess
from storage import cases, talks, tasks
from tests.web.cast import NOW, Cast

DAY = timedelta(days=1)
TOMORROW = datetime(2026, 2, 25, 14, tzinfo=UTC)  # Wednesday at 15, when the site closes
THURSDAY = datetime(2026, 2, 26, 8, tzinfo=UTC)  # the first staffed minute after that


async def did_not_come(cast: Cast) -> Youth:
    """Let his mentor note that Bo did not come; return Bo after it."""
    bo = await cast.youth()
    house = cast.world.house
    assert await cast.store.write(note_no_show, NOW, house, bo, cast.mette) == TOMORROW
    return await cast.youth()


async def kinds(cast: Cast, now: datetime) -> list[CaseKind]:
    """Look after our duties at that time; return the kinds of Bo's open cases."""
    actor = Actor.system("reassess")
    await cast.store.write(reassess, actor, now, cast.world.house, [cast.bo])
    found = await cast.store.read(cases.of_youth, cast.bo, still_open=True)
    return [case.kind for case in found]


async def test_who_did_not_come_is_owed_contact_by_the_end_of_the_next_working_day(
    cast: Cast,
) -> None:
    await cast.change_bo(last_human_contact_at=NOW - DAY, next_contact_at=NOW + 5 * DAY)
    bo = await did_not_come(cast)
    assert bo.next_contact_at == TOMORROW
    assert bo.last_human_contact_at == NOW - DAY, "nobody was met"
    assert bo.reassess_at == THURSDAY
    assert await kinds(cast, THURSDAY) == [CaseKind.CONTACT_DUE]
    [noted] = await cast.store.read(talks.latest_of, cast.bo, 5)
    assert noted.way is TalkWay.NO_SHOW


async def test_a_pause_lets_nobody_forget_the_pick_up(cast: Cast) -> None:
    await cast.change_bo(last_human_contact_at=NOW - DAY, paused_until=NOW + 28 * DAY)
    assert (await did_not_come(cast)).reassess_at == THURSDAY
    assert await kinds(cast, THURSDAY) == [CaseKind.CONTACT_DUE]


async def test_what_was_promised_earlier_stands(cast: Cast) -> None:
    soon = NOW + timedelta(hours=1)
    await cast.change_bo(last_human_contact_at=NOW - DAY, next_contact_at=soon)
    assert (await did_not_come(cast)).next_contact_at == soon


async def test_the_same_meeting_is_missed_once(cast: Cast) -> None:
    for _ in range(2):
        await did_not_come(cast)
    assert len(await cast.store.read(talks.latest_of, cast.bo, 5)) == 1
    [duty] = await cast.store.read(tasks.open_of_youth, cast.bo)
    assert (duty.kind, duty.staff_id, duty.due_at) == (TaskKind.NO_SHOW, cast.mette, TOMORROW)


async def test_an_agreed_meeting_of_which_nobody_noted_anything_is_a_case(cast: Cast) -> None:
    agreed = NOW + timedelta(hours=1)
    await cast.change_bo(
        last_human_contact_at=NOW - DAY, next_contact_at=agreed, reassess_at=agreed
    )
    assert await kinds(cast, NOW) == []
    assert await kinds(cast, agreed) == [CaseKind.CONTACT_DUE]


async def test_a_talk_noted_in_time_leaves_nothing_to_follow_up(cast: Cast) -> None:
    agreed = NOW + timedelta(hours=1)
    await cast.change_bo(
        last_human_contact_at=agreed, next_contact_at=agreed, reassess_at=agreed + DAY
    )
    assert await kinds(cast, agreed + DAY) == []
