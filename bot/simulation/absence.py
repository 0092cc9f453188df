"""When staff are not at work: weeks off that they tell of, days of illness that they do not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from bot.simulation.chance import so_many
from bot.simulation.diary import Act
from bot.simulation.worker import Worker
from domain.wall import to_utc, to_wall

WEEK = timedelta(weeks=1)
TELLS_AT = time(13)  # on the last working day before
A_YEAR = 365


def plan_absences(worker: Worker) -> None:
    """Draw the weeks off and the days of illness of one worker, and write them into the diary."""
    stage, chance = worker.stage, worker.chance
    begins, ends = stage.clock.now(), stage.ends_at
    for monday, weeks in _weeks_off(worker):
        if begins < monday - WEEK and monday < ends:
            worker.off.append((monday, monday + weeks * WEEK))
            told = stage.at(_last_working_day(worker, monday), TELLS_AT)
            stage.diary.add(told, _telling(worker, weeks))
    days = (ends - begins).days
    spells = stage.people.all_staff.sick_spells
    if worker.kind.sick_days:
        for _ in range(so_many(chance, spells * days / A_YEAR)):
            day = stage.at(begins + timedelta(days=chance.randint(1, days)), time(0))
            length = timedelta(days=max(1, worker.kind.sick_days // spells))
            worker.off.append((day, day + length))


def _weeks_off(worker: Worker) -> Iterator[tuple[datetime, int]]:
    """Yield the Monday (UTC) that each absence begins on, and its length in weeks."""
    stage, chance = worker.stage, worker.chance
    weeks, zone = stage.people.weeks_off, stage.site.zone
    first, last = to_wall(stage.clock.now(), zone).year, to_wall(stage.ends_at, zone).year
    for year in range(first, last + 1):
        for numbers, length in ((weeks.summer, 2), (weeks.others, 1)):
            if numbers:
                monday = date.fromisocalendar(year, chance.choice(numbers), 1)
                yield to_utc(monday, time(0), zone), length


def _last_working_day(worker: Worker, monday: datetime) -> datetime:
    """Return a moment of the last day before that on which the site is open."""
    site, zone = worker.stage.site, worker.stage.site.zone
    for days in range(1, 8):
        day = to_wall(monday, zone).date() - timedelta(days=days)
        noon = to_utc(day, TELLS_AT, zone)
        if site.is_staffed(noon):
            return noon
    return monday - WEEK


def _telling(worker: Worker, weeks: int) -> Act:
    async def act() -> None:
        worker.weeks_away = weeks
        await worker.write("/vaek")

    return act
