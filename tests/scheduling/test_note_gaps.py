"""When product, storage or Telegram was out is written down, and excuses so much and no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from domain.case import CaseKind
from domain.message import Purpose
from domain.people import Actor
from reports.audit.grounds import Outage
from reports.audit.installation import audit_installation
from reports.audit.verdict import Audit, Promise
from scheduling.audit_promises import AuditPromises
from scheduling.note_gaps import NoteGaps
from scheduling.send_heartbeat import SendHeartbeat
from services.note_gaps import Signs, note_gaps
from services.world import World
from storage import gaps
from storage.errors import StoreUnavailable
from storage.gaps import Gap
from tests.journeys.bad_stores import FullStore
from tests.reports.audit.conftest import plant
from tests.reports.audit.plant import Plant, wall
from tests.reports.audit.planted_waits import told_of

__all__ = ["plant"]

DAY = "02-24"
ACTOR = Actor.system("note_gaps")


@dataclass
class Process:
    """One process after the other on one installation, whose Telegram answers at every call."""

    plant: Plant
    world: World
    real: StillReal = field(init=False)
    telegram: datetime | None = None  # since when it answers nobody
    unit: NoteGaps = field(init=False)

    def __post_init__(self) -> None:
        self.real = StillReal(self)
        self.starts()

    def starts(self) -> None:
        """Begin anew, as another process on the same rows."""
        self.unit = NoteGaps(self.world, self.real, lambda: self.telegram or self.real.real())

    async def at(self, time: str) -> None:
        """Let it be so late, with nothing done meanwhile, and let the unit run."""
        self.plant.cast.clock.time = wall(f"{DAY} {time}")
        await self.unit()

    async def works(self, begins: str, ends: str) -> None:
        """Let the unit run every ten seconds."""
        clock = self.plant.cast.clock
        clock.time = wall(f"{DAY} {begins}")
        while clock.time <= wall(f"{DAY} {ends}"):
            await self.unit()
            clock.pass_by(timedelta(seconds=10))

    async def noted(self) -> list[Gap]:
        """Return what was written down."""
        return list(await self.plant.cast.store.read(gaps.noted, wall("02-01 00:00")))

    async def audited(self) -> Audit:
        """Return what the auditor says at the present instant."""
        house, now = self.world.house, self.plant.cast.clock.time
        return await self.plant.cast.store.read(
            audit_installation, now, house.programmes, house.site
        )


@dataclass
class StillReal:
    """Real time, which is the time of the cast here."""

    of: Process

    def real(self) -> datetime:
        """Return that time."""
        return self.of.plant.cast.clock.time


@pytest.fixture
def process(plant: Plant) -> Process:
    """Return a process that has not run yet."""
    return Process(plant, plant.cast.world)


def gap(begins: str, ends: str, what: str) -> Gap:
    return Gap(wall(f"{DAY} {begins}"), wall(f"{DAY} {ends}"), what)


async def test_a_first_start_knows_of_no_gap_and_work_leaves_none(process: Process) -> None:
    await process.works("10:00", "10:30")
    assert await process.noted() == []


async def test_three_hours_down_with_a_red_case_open_break_no_promise_and_the_monitor_hears_us(
    process: Process,
) -> None:
    plant = process.plant
    await process.works("09:00", "09:30")
    case = await told_of(plant, CaseKind.CRISIS, f"{DAY} 09:15", f"{DAY} 13:00")
    await plant.told(case, f"{DAY} 09:15", plant.cast.karl, plant.cast.anna)
    await plant.says(f"{DAY} 09:15", Purpose.CARD, text="Ring 112")
    await plant.noted(case, f"{DAY} 09:17", "taken")
    await plant.noted(case, f"{DAY} 13:00", "closed")  # an hour after it was taken, and the gap
    plant.cast.clock.time = wall(f"{DAY} 13:00")
    assert set((await process.audited()).by_promise) == set(), "it is not known to be over"

    process.starts()
    await process.at("12:30")
    await process.works("12:30:10", "13:05")
    auditor = AuditPromises(plant.cast.world)
    await auditor()
    assert auditor.troubles() == []
    assert await process.noted() == [gap("09:30", "12:30", "product")]
    pings = list[bool]()

    async def ping() -> bool:
        pings.append(True)
        return True

    async def health() -> Sequence[str]:
        return auditor.troubles()

    await SendHeartbeat(ping, health)()
    assert pings == [True], "so the next crash is seen outside within minutes"


async def test_without_the_line_the_same_is_a_broken_promise(process: Process) -> None:
    plant = process.plant
    case = await told_of(plant, CaseKind.CRISIS, f"{DAY} 09:15", f"{DAY} 13:00")
    await plant.told(case, f"{DAY} 09:15", plant.cast.karl, plant.cast.anna)
    await plant.noted(case, f"{DAY} 09:17", "taken")
    await plant.noted(case, f"{DAY} 13:00", "closed")
    plant.cast.clock.time = wall(f"{DAY} 13:05")
    assert set((await process.audited()).by_promise) == {Promise.CASE}


async def cries(plant: Plant, at: str, helped: str) -> None:
    """Let Bo cry for help at `at`, and get his card, and everybody hear of it, at `helped`."""
    came, late = f"{DAY} {at}", f"{DAY} {helped}"
    await plant.wrote(late, level="crisis", sent_at=wall(came), read_at=wall(late))
    await plant.says(late, Purpose.CARD, text="Ring 112")
    await plant.told(await plant.closed(CaseKind.CRISIS, late, f"{DAY} 12:55"), late)


async def test_a_cry_inside_a_gap_is_answered_after_it_and_one_before_it_was_to_be_at_once(
    process: Process,
) -> None:
    await process.works("09:00", "10:00")
    process.starts()
    await process.works("12:30", "13:00")
    await cries(process.plant, "11:00", "12:30")
    assert (await process.audited()).is_clean
    await cries(process.plant, "09:58", "12:30")
    found = await process.audited()
    assert set(found.by_promise) == {Promise.CARD, Promise.ALARM}


async def test_a_gap_excuses_no_more_than_it_lasted(process: Process) -> None:
    await process.works("09:00", "10:00")
    process.starts()
    await process.works("12:30", "13:00")
    await cries(process.plant, "11:00", "12:33")
    assert set((await process.audited()).by_promise) == {Promise.CARD, Promise.ALARM}


async def test_who_ends_in_order_is_gone_from_that_second_on(process: Process) -> None:
    await process.works("09:00", "10:00:40")
    await process.unit.stop()
    process.starts()
    await process.at("10:01:20")
    [one] = await process.noted()
    assert one.what == "product"
    assert one.begins == wall(f"{DAY} 10:00:50")
    assert one.ends == wall(f"{DAY} 10:01:20")


async def test_a_machine_that_slept_has_a_gap_though_nothing_was_started_anew(
    process: Process,
) -> None:
    await process.works("09:00", "09:30")
    await process.at("10:15")
    assert await process.noted() == [gap("09:30", "10:15", "product")]


async def test_storage_that_refused_is_known_as_soon_as_it_takes_a_line(plant: Plant) -> None:
    store = FullStore(plant.cast.store)
    process = Process(plant, replace(plant.cast.world, store=store))
    await process.works("09:00", "09:30")
    store.full = True
    for minute in range(31, 40):
        with pytest.raises(StoreUnavailable):
            await process.at(f"09:{minute}")
    await process.unit.stop()  # raises nothing, whatever storage does
    store.full = False
    await process.at("09:40:10")
    assert await process.noted() == [gap("09:30", "09:40:10", "storage")]
    await process.works("09:40:20", "09:50")
    assert len(await process.noted()) == 1


async def test_telegrams_silence_is_a_gap_of_its_own_from_its_last_answer_on(
    process: Process,
) -> None:
    await process.works("09:00", "09:30")
    process.telegram = wall(f"{DAY} 09:30")
    await process.works("09:30:10", "10:10")
    assert await process.noted() == []
    plant = process.plant
    plant.cast.clock.time = wall(f"{DAY} 10:10")
    assert (await process.audited()).outages == (
        Outage(wall(f"{DAY} 09:30"), wall(f"{DAY} 10:10")),
    )
    process.telegram = None
    await process.at("10:11")
    assert await process.noted() == [gap("09:30", "10:11", "telegram")]


async def test_what_another_process_wrote_is_no_gap_of_this_one(process: Process) -> None:
    store = process.plant.cast.store

    async def beat(at: str, *, is_first: bool) -> None:
        real = wall(f"{DAY} {at}")
        known = Signs(real=real, heard_at=real, is_first=is_first, alone=False)
        await store.write(note_gaps, ACTOR, real, known)

    await beat("09:00", is_first=True)
    await beat("09:01:30", is_first=True)  # a second one begins
    await beat("09:02", is_first=False)
    assert await process.noted() == []
    await beat("09:05", is_first=True)
    assert await process.noted() == [gap("09:02", "09:05", "product")]


async def test_gaps_are_dated_by_the_clock_of_due_times(process: Process) -> None:
    store, ahead = process.plant.cast.store, timedelta(days=30)
    for at, first in (("09:00", True), ("09:30", True)):
        real = wall(f"{DAY} {at}")
        known = Signs(real=real, heard_at=real, is_first=first)
        await store.write(note_gaps, ACTOR, real + ahead, known)
    [one] = await process.noted()
    assert one.begins == wall(f"{DAY} 09:00") + ahead
    assert one.ends == wall(f"{DAY} 09:30") + ahead
