"""After the talk of a red case somebody who may looks again, and it climbs where nobody does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.case import AfterTalk, Case, CaseKind
from domain.incoming import Incoming
from domain.people import Actor
from domain.talk import Report, TalkWay
from domain.task import Task, TaskKind
from services.close_case import close_by_talk, note_talk
from services.do_task import on_task
from services.follow_up import choose
from services.human_contact import worker_wrote, youth_wrote
from services.look_earlier import look_earlier
from services.own_interval import set_interval
from services.reassess import reassess
from storage import cases, staff, tasks
from storage.tx import Tx
from tests.web.cast import NOW, Cast

DAY = timedelta(days=1)
LOOK = NOW + 7 * DAY  # the next Tuesday at 13
CALLED = Report(way=TalkWay.CALLED)
AFTER_IT = datetime(2026, 3, 4, 8, tzinfo=UTC)  # Wednesday at 9, the day of the look has passed


async def talks(cast: Cast, by: int, at: datetime = NOW) -> Case:
    """Let somebody talk with Bo about his cry for help; return the case after it."""
    case = await cast.opens_case(CaseKind.CRISIS)
    return await cast.store.write(
        close_by_talk, Actor.staff(by), at, cast.world.house, case, CALLED
    )


async def owed(cast: Cast) -> dict[TaskKind, Task]:
    found = await cast.store.read(tasks.open_of_youth, cast.bo)
    return {one.kind: one for one in found}


async def taps(cast: Cast, by: int, task: Task, act: str, at: datetime) -> str:
    """Let somebody tap what came of a duty; return what they read."""

    def write(tx: Tx) -> None:
        person = staff.get(tx, by)
        assert person is not None
        incoming = Incoming(inbox_id=1, chat_id=person.chat_id or 0, message_id=1, message_at=at)
        on_task(
            tx,
            Actor.staff(by),
            at,
            cast.world.house,
            incoming,
            person,
            task_id=task.id,
            act=act,
            page=0,
        )

    await cast.store.write(write)
    return (await cast.messages(by))[-1]


async def open_kinds(cast: Cast, at: datetime) -> list[CaseKind]:
    """Look after our duties at that time; return the kinds of Bo's open cases."""
    await cast.store.write(reassess, Actor.system("reassess"), at, cast.world.house, [cast.bo])
    found = await cast.store.read(cases.of_youth, cast.bo, still_open=True)
    return [case.kind for case in found]


async def test_who_has_the_youth_keeps_the_looks_they_talked_for(cast: Cast) -> None:
    for talker in (cast.karl,):
        await talks(cast, talker)
        assert {one.staff_id for one in (await owed(cast)).values()} == {talker}


async def test_the_looks_of_a_colleague_on_duty_go_to_the_worker(cast: Cast) -> None:
    case = await talks(cast, cast.ulla)
    await cast.store.write(
        choose, Actor.staff(cast.ulla), NOW, cast.world.house, case, AfterTalk.NEW_AGREEMENT
    )
    duties = await owed(cast)
    assert set(duties) == {
        TaskKind.FOLLOW_UP_DAY,
        TaskKind.FOLLOW_UP_WEEK,
        TaskKind.ASK_AGREEMENT,
    }
    assert {one.staff_id for one in duties.values()} == {cast.mette}


async def test_and_to_the_cover_while_the_worker_is_away(cast: Cast) -> None:
    away = {"away_at": NOW - DAY, "away_until": NOW + DAY, "away_cover_id": cast.karl}
    await cast.store.write(lambda tx: staff.change(tx, cast.mette, **away))
    await talks(cast, cast.ulla)
    assert {one.staff_id for one in (await owed(cast)).values()} == {cast.karl}


async def test_whoever_owns_a_duty_may_say_what_came_of_it(cast: Cast) -> None:
    await talks(cast, cast.mette)
    week = (await owed(cast))[TaskKind.FOLLOW_UP_WEEK]
    assert "adgang" in await taps(cast, cast.ulla, week, "called", LOOK), "not hers"
    await cast.store.write(tasks.give, week.id, cast.ulla)
    await taps(cast, cast.ulla, week, "called", LOOK)
    assert TaskKind.FOLLOW_UP_WEEK not in await owed(cast)


async def test_a_second_look_that_nobody_takes_is_a_case_that_climbs(cast: Cast) -> None:
    await cast.change_bo(contact_interval_days=28)
    await talks(cast, cast.mette)
    again = NOW + DAY
    [red] = await cast.store.read(cases.of_youth, cast.bo, still_open=True)
    await cast.store.write(
        close_by_talk, Actor.staff(cast.mette), again, cast.world.house, red, CALLED
    )
    week = (await owed(cast))[TaskKind.FOLLOW_UP_WEEK]
    await taps(cast, cast.mette, week, "tomorrow", LOOK)
    assert await open_kinds(cast, LOOK) == [], "the day itself is theirs"
    assert await open_kinds(cast, AFTER_IT) == [CaseKind.CONTACT_DUE], "put off or not"


async def test_a_pause_puts_off_no_look_after_red(cast: Cast) -> None:
    house, actor = cast.world.house, Actor.staff(cast.mette)
    await talks(cast, cast.mette)
    await cast.change_bo(paused_until=NOW + 28 * DAY)
    [red] = await cast.store.read(cases.of_youth, cast.bo, still_open=True)
    assert red.escalate_at is not None
    assert red.escalate_at < NOW + 2 * DAY, "the first look climbs in a pause"
    await cast.store.write(close_by_talk, actor, NOW + DAY, house, red, CALLED)
    assert (await cast.youth()).reassess_at == AFTER_IT, "when its day is over"
    assert await open_kinds(cast, LOOK) == []
    assert await open_kinds(cast, AFTER_IT) == [CaseKind.CONTACT_DUE]


async def test_an_interval_agreed_anew_puts_off_no_look_after_red(cast: Cast) -> None:
    house, cli = cast.world.house, Actor.cli("maja")
    await cast.change_bo(contact_interval_days=6)  # due on the day of the look, at the latest
    await talks(cast, cast.mette)
    [red] = await cast.store.read(cases.of_youth, cast.bo, still_open=True)
    actor = Actor.staff(cast.mette)
    await cast.store.write(close_by_talk, actor, NOW + DAY, house, red, CALLED)
    await cast.store.write(set_interval, cli, NOW + DAY, house, "Bo Lind", 28)
    assert (await cast.youth()).reassess_at == AFTER_IT
    assert await open_kinds(cast, AFTER_IT) == [CaseKind.CONTACT_DUE]


async def test_words_in_between_put_off_no_look_after_red(cast: Cast) -> None:
    house, tomorrow = cast.world.house, replace(CALLED, next_contact_at=NOW + 2 * DAY)
    await talks(cast, cast.mette)
    [red] = await cast.store.read(cases.of_youth, cast.bo, still_open=True)
    actor = Actor.staff(cast.mette)
    await cast.store.write(close_by_talk, actor, NOW + DAY, house, red, tomorrow)
    for verb in (youth_wrote, worker_wrote):
        at = NOW + 3 * DAY
        await cast.store.write(verb, at, house, await cast.youth())
    assert (await cast.youth()).reassess_at == AFTER_IT
    assert await open_kinds(cast, AFTER_IT) == [CaseKind.CONTACT_DUE]


async def test_a_look_that_a_pause_had_put_off_is_brought_forward_at_the_start(cast: Cast) -> None:
    house, actor = cast.world.house, Actor.staff(cast.mette)
    await talks(cast, cast.mette)
    [red] = await cast.store.read(cases.of_youth, cast.bo, still_open=True)
    await cast.store.write(close_by_talk, actor, NOW + DAY, house, red, CALLED)
    end = NOW + 28 * DAY
    await cast.change_bo(paused_until=end, reassess_at=end)
    assert await cast.store.write(look_earlier, Actor.system("start"), NOW + DAY, house) == 1
    assert (await cast.youth()).reassess_at == AFTER_IT


@pytest.mark.parametrize("pause", [None, NOW + 28 * DAY])
async def test_words_alone_are_no_second_look_in_a_pause_or_out_of_it(
    cast: Cast, pause: datetime | None
) -> None:
    house, actor = cast.world.house, Actor.staff(cast.mette)
    await talks(cast, cast.mette)
    [red] = await cast.store.read(cases.of_youth, cast.bo, still_open=True)
    await cast.store.write(close_by_talk, actor, NOW + DAY, house, red, CALLED)
    await cast.change_bo(paused_until=pause, last_human_contact_at=LOOK)
    assert await open_kinds(cast, AFTER_IT) == [CaseKind.CONTACT_DUE]


async def test_a_talk_on_its_day_is_the_second_look(cast: Cast) -> None:
    await cast.change_bo(contact_interval_days=28)
    await talks(cast, cast.mette)
    bo = await cast.youth()
    house = cast.world.house
    early = LOOK - 2 * DAY
    await cast.store.write(note_talk, Actor.staff(cast.mette), early, house, bo, CALLED)
    assert TaskKind.FOLLOW_UP_WEEK in await owed(cast), "two days early is no look after a week"
    assert (await cast.youth()).next_contact_at == LOOK.replace(hour=14), "so it still climbs"
    morning = LOOK.replace(hour=9)
    await cast.store.write(note_talk, Actor.staff(cast.karl), morning, house, bo, CALLED)
    assert TaskKind.FOLLOW_UP_WEEK not in await owed(cast)
    assert (await cast.youth()).next_contact_at is None
