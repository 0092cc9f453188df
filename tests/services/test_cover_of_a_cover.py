"""Where a cover is away, too, whoever covers for them sees what waits for both."""

from __future__ import annotations

from datetime import timedelta

from domain.case import CaseKind
from domain.people import Actor, YouthStatus
from domain.task import Task, TaskKind
from services.access import Action, Granted, allow
from services.looked_after import looked_after
from services.read_today import Today, away_for, read_today
from storage import staff, tasks, youths
from storage.tx import Rx, Tx
from tests.web.cast import NOW, Cast

DAY = timedelta(days=1)


async def both_go(cast: Cast) -> None:
    """Let Mette be away with Karl as cover, and Karl with Ulla."""

    def go(tx: Tx) -> None:
        for gone, cover in ((cast.mette, cast.karl), (cast.karl, cast.ulla)):
            away = {"away_at": NOW - DAY, "away_until": NOW + DAY, "away_cover_id": cover}
            staff.change(tx, gone, **away)
        new = Task(
            id=tx.new_id(),
            youth_id=cast.bo,
            staff_id=cast.mette,
            kind=TaskKind.FOLLOW_UP_WEEK,
            created_at=NOW,
            due_at=NOW,
        )
        tasks.add(tx, new, dedupe="week")

    await cast.store.write(go)


async def day_of(cast: Cast, staff_id: int) -> Today:
    def look(rx: Rx) -> Today:
        person = staff.get(rx, staff_id)
        assert person is not None
        return read_today(rx, NOW, cast.world.house, person)

    return await cast.store.read(look)


async def test_their_day_holds_the_cases_the_duties_and_the_words_of_both(cast: Cast) -> None:
    await both_go(cast)
    await cast.says("hej")
    assert (await day_of(cast, cast.ulla)).count("unread") == 1
    word = await cast.opens_case(CaseKind.WORD)
    assert word.ladder[0] == cast.ulla
    day = await day_of(cast, cast.ulla)
    assert (day.count("case"), day.count("task")) == (1, 1)
    assert (await day_of(cast, cast.karl)).count("unread") == 0, "who is away covers for nobody"


async def test_they_find_the_youth_and_may_read(cast: Cast) -> None:
    await both_go(cast)

    def look(tx: Tx) -> tuple[list[int], list[int], bool]:
        ulla, bo = staff.get(tx, cast.ulla), youths.get(tx, cast.bo)
        assert ulla is not None
        away = [one.id for one in away_for(tx, NOW, ulla)]
        found = [one.id for one in looked_after(tx, NOW, ulla, {YouthStatus.ACTIVE})]
        actor = Actor.staff(ulla.id)
        granted = allow(tx, actor, NOW, Action.READ_WORDS, youth=bo, case=None)
        return sorted(away), found, isinstance(granted, Granted)

    assert await cast.store.write(look) == (sorted([cast.mette, cast.karl]), [cast.bo], True)
