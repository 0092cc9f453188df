"""What may go wrong about somebody who was erased, planted; and what is no breach."""

from __future__ import annotations

from domain.case import CaseKind
from domain.erasing import WhyErased
from domain.people import Actor, YouthStatus
from reports.audit.verdict import Promise
from services.erase_youth import Decision, erase_youth
from storage import staff as staff_rows
from storage import tables
from storage.tx import Tx
from tests.reports.audit.plant import Plant, wall
from tests.reports.audit.planted import breaks

AT = "02-18 12:00"


async def erased(plant: Plant, actor: Actor | None = None) -> None:
    """Let Bo be erased; his key stays, so that what must not happen can be planted."""
    cast = plant.cast

    def run(tx: Tx) -> None:
        by = staff_rows.get(tx, cast.anna)
        assert by is not None
        decision = Decision(by=by, why=WhyErased.ASKED)
        who = actor or Actor.cli("test")
        assert erase_youth(tx, who, wall(AT), cast.world.house, cast.bo, decision) is None

    await cast.store.write(run)


@breaks(Promise.ERASED)
async def sent_to_somebody_who_was_erased(plant: Plant) -> None:
    await erased(plant)
    await plant.says("02-19 14:00")


@breaks(Promise.ERASED)
async def left_waiting_for_somebody_who_was_erased(plant: Plant) -> None:
    await erased(plant)
    await plant.says("02-18 11:00", sent=False, arrives=0)


@breaks(Promise.ERASED)
async def erased_by_no_human(plant: Plant) -> None:
    await erased(plant, Actor.system("sweeper"))


@breaks(Promise.ERASED)
async def erased_and_words_are_kept(plant: Plant) -> None:
    await erased(plant)
    await plant.wrote("02-19 14:00", read_at=wall("02-19 14:30"))


@breaks(Promise.ERASED)
async def erased_and_still_called_by_name(plant: Plant) -> None:
    cast = plant.cast
    await erased(plant)
    sealed = {"phone": "+4511223344"}
    await cast.change_bo(**sealed)


@breaks(Promise.ERASED)
async def erased_and_a_case_is_open(plant: Plant) -> None:
    await erased(plant)
    await plant.case(CaseKind.CONTACT_DUE, "02-24 12:00")


@breaks(Promise.ERASED)
async def erased_and_a_contact_is_planned(plant: Plant) -> None:
    await erased(plant)
    due = wall("02-26 14:00")
    await plant.row(tables.planned, contact_key="weekly", due_at=due, anchor_at=wall(AT))


@breaks(Promise.ERASED)
async def erased_by_a_hand_in_the_database(plant: Plant) -> None:
    await plant.cast.change_bo(status=YouthStatus.ERASED.value)
