"""*Underretning?* has a deadline: its owner hears of it at once, others when it has passed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from content.areas.staff import StaffKey
from content.screening_file import load_screening
from domain.people import Actor, AgeBand, Role
from domain.screening import Screened, ScreenLevel
from domain.task import Task
from scheduling.decisions import Decisions
from services.do_task import note_task
from services.owe_decision import owe_decision
from services.read_today import read_today
from services.remind_of_decisions import remind_of_decisions
from storage import staff as staff_rows
from storage import tasks
from tests.web.cast import HOUR, NOW, Cast

RULES = load_screening()
CRY = Screened(ScreenLevel.CRISIS, "violence", ("violence",))


async def owe(cast: Cast) -> Task:
    """Let somebody under 18 write of violence, and return the decision that is owed."""
    await cast.change_bo(age_band=AgeBand.FROM_15_TO_17.value)
    house = replace(cast.world.house, screening=RULES)
    await cast.store.write(owe_decision, NOW, house, await cast.youth(), CRY)
    [task] = await cast.store.read(tasks.open_of_youth, cast.bo)
    return task


async def remind(cast: Cast, at: datetime) -> int:
    actor = Actor.system("decisions")
    return await cast.store.write(remind_of_decisions, actor, at, cast.world.house)


async def late_rows(cast: Cast, staff_id: int, at: datetime) -> list[int | None]:
    """Return for whom each decision on somebody's day is that they may open (None: not)."""
    person = await cast.store.read(staff_rows.get, staff_id)
    assert person is not None
    today = await cast.store.read(read_today, at, cast.world.house, person)
    return [one.youth_id for one in today.rows if one.task is not None]


async def test_the_owner_hears_at_once_that_it_is_owed_and_by_when(cast: Cast) -> None:
    await owe(cast)
    said = (await cast.messages(cast.mette))[-1]
    assert "underretning" in said
    assert "i dag" in said
    assert "Bo" not in said


async def test_when_the_day_ends_coordinators_and_leaders_hear_of_it_once(cast: Cast) -> None:
    await cast.store.write(lambda tx: staff_rows.change(tx, cast.ulla, role=Role.LEADER))
    task = await owe(cast)
    assert task.due_at is not None
    end = task.due_at
    assert [await remind(cast, end - HOUR), await remind(cast, end)] == [0, 0]
    minute = timedelta(minutes=1)
    assert [await remind(cast, end + minute), await remind(cast, end + 2 * minute)] == [2, 0]
    for staff_id in (cast.anna, cast.ulla):
        said = (await cast.messages(staff_id))[-1]
        assert "Fristen var" in said
        assert "Mette" in said
    assert await late_rows(cast, cast.anna, end - HOUR) == []
    assert await late_rows(cast, cast.anna, end + minute) == [cast.bo]
    assert await late_rows(cast, cast.ulla, end + minute) == [None], "reads of it, opens nobody"
    assert await late_rows(cast, cast.karl, end + minute) == []


async def test_who_is_away_has_somebody_in_their_place_and_without_any_the_owner_hears(
    cast: Cast,
) -> None:
    task = await owe(cast)
    await cast.store.write(lambda tx: staff_rows.change(tx, cast.anna, blocked_at=NOW))
    said = len(await cast.messages(cast.mette))
    assert await remind(cast, (task.due_at or NOW) + HOUR) == 1
    assert "Fristen var" in (await cast.messages(cast.mette))[said]


async def test_nobody_puts_it_off_and_a_decision_ends_it(cast: Cast) -> None:
    task = await owe(cast)
    house, mette = cast.world.house, await cast.store.read(staff_rows.get, cast.mette)
    assert mette is not None
    actor = Actor.staff(mette.id)
    await cast.store.write(note_task, actor, NOW, house, mette, task, "tomorrow")
    kept = await cast.store.read(tasks.get, task.id)
    assert kept is not None
    assert (kept.due_at, kept.first_due_at) == (task.due_at, None)
    done = await cast.store.write(note_task, actor, NOW, house, mette, task, "known")
    assert done != house.texts.say(mette.language, StaffKey.TASK_GONE)
    assert await remind(cast, (task.due_at or NOW) + HOUR) == 0


async def test_the_engine_looks_for_them(cast: Cast) -> None:
    task = await owe(cast)
    cast.clock.pass_by((task.due_at or NOW) - NOW + HOUR)
    assert await Decisions(cast.world)() is False
    assert "Fristen var" in (await cast.messages(cast.anna))[-1]
