"""Planted broken promises about contacts that the plan as it was then held."""

from __future__ import annotations

from datetime import time

from domain.agreement import Agreement
from domain.message import Purpose
from reports.audit.verdict import Promise
from storage import agreements, programmes
from storage.tx import Tx
from tests.plain import PROGRAMMES
from tests.reports.audit.plant import Plant, wall
from tests.reports.audit.planted import breaks
from tests.web.cast import BO_CHAT

FILE = (PROGRAMMES / "projekt-run.toml").read_text("utf-8")


async def edited(plant: Plant, at: str, old: str, new: str) -> None:
    """Let Bo's plan be edited at an instant: what `new` says now, `old` said before."""
    assert new in FILE, f"the plain programme does not say {new!r}"
    text = FILE.replace(new, old, 1)
    before = await plant.cast.store.write(programmes.remember, wall(at), "projekt-run", text)
    await plant.did(
        "adopt_programme", at, actor="system:start", **{"from": before, "to": plant.cast.version}
    )


async def agreed(plant: Plant, at: str, before: Agreement, now: Agreement) -> None:
    """Let Bo choose other days and hours at an instant."""

    def save(tx: Tx) -> None:
        agreements.save(tx, wall("01-25 14:00"), plant.cast.bo, before)
        agreements.save(tx, wall(at), plant.cast.bo, now)

    await plant.cast.store.write(save)


@breaks(Promise.PLANNED)
async def passed_over_before_the_plan_was_edited(plant: Plant) -> None:
    await edited(plant, "02-20 10:00", 'at = "14.00"', 'at = "14.00"')
    plant.passed_over.add("02-17 14:00")


@breaks(Promise.PLANNED)
async def passed_over_at_the_hour_of_the_plan_before(plant: Plant) -> None:
    await edited(plant, "02-17 15:00", 'at = "12.00"', 'at = "14.00"')
    plant.passed_over.add("02-17 14:00")


@breaks(Promise.PLANNED)
async def passed_over_before_other_hours_were_agreed(plant: Plant) -> None:
    early, late = Agreement(at=time(10)), Agreement(at=time(13))
    await agreed(plant, "02-20 10:00", early, late)
    plant.passed_over.add("02-17 14:00")


@breaks(Promise.PLANNED)
async def passed_over_before_they_stopped(plant: Plant) -> None:
    await plant.did("accept", "01-25 13:00")
    await plant.did("stop", "02-19 18:00")
    await plant.did("accept", "02-20 10:00")
    plant.passed_over.add("02-17 14:00")


@breaks(Promise.ONCE)
async def one_greeting_queued_twice_on_two_days(plant: Plant) -> None:
    for at in ("02-17 10:00", "02-19 10:00"):
        await plant.says(at, Purpose.CARING, wording="caring.day_30", silent=True)


@breaks(Promise.EXPLAINED)
async def a_change_of_a_message_that_no_row_tells_of(plant: Plant) -> None:
    await plant.says("02-17 10:00", Purpose.NOTICE, dedupe="in:1:hello")
    plant.arrives(BO_CHAT, plant.wire[-1].message_id, wall("02-17 10:05"), edited=True)
