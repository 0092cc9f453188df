"""An evening that is off: the auditor asks whether everybody who was invited was told."""

from __future__ import annotations

from typing import Any

import pytest

from domain.message import Purpose, Road
from reports.audit.verdict import Promise
from storage import tables
from storage.tx import Tx
from tests.reports.audit.plant import Plant, wall
from tests.reports.audit.planted_evenings import CAFE, evening_off


def named(plant: Plant, what: str) -> str:
    """Return the name of news of the evening to Bo."""
    return f"cafe:{CAFE}:{what}:{plant.cast.bo}"


async def test_whoever_was_invited_and_not_told_is_named(plant: Plant) -> None:
    await evening_off(plant)
    assert await plant.broken() == {Promise.CALLED_OFF}


async def test_a_message_or_a_duty_of_the_worker_tells_them(plant: Plant) -> None:
    await evening_off(plant, answer="yes")
    await plant.says("02-19 10:00", Purpose.NOTICE, dedupe=named(plant, "off"))
    assert await plant.broken() == set()


async def test_a_duty_of_the_worker_tells_them(plant: Plant) -> None:
    await evening_off(plant, answer="yes")
    await plant.duty("planned_contact", "02-19 10:00", dedupe=named(plant, "off"))
    assert await plant.broken() == set()


@pytest.mark.parametrize("said_by_hand", [False, True])
async def test_an_sms_that_was_refused_tells_nobody(plant: Plant, *, said_by_hand: bool) -> None:
    await evening_off(plant, answer="yes")
    by_sms: dict[str, Any] = {
        "road": Road.SMS,
        "address": "+4522334455",
        "text": "Hej. Vi ses ikke alligevel.",
    }
    name = named(plant, "off")
    number = await plant.says(
        "02-19 10:00", Purpose.NOTICE, arrives=0, sent=False, dedupe=name, **by_sms
    )

    def refused(tx: Tx) -> None:
        same = tables.outbox.c.outbox_id == number
        gone = {"state": "refused", "reason": "content", "ready_at": None}
        tx.execute(tables.outbox.update().where(same).values(**gone))

    await plant.cast.store.write(refused)
    if said_by_hand:
        await plant.duty("planned_contact", "02-19 10:00", dedupe=f"sms:{number}")
    assert await plant.broken() == (set() if said_by_hand else {Promise.CALLED_OFF})


async def test_whose_invitation_never_left_need_not_hear(plant: Plant) -> None:
    await evening_off(plant)
    number = await plant.says(
        "02-18 14:00", arrives=0, sent=False, silent=True, dedupe=named(plant, "invite")
    )

    def withdrawn(tx: Tx) -> None:
        same = tables.outbox.c.outbox_id == number
        gone = {"state": "skipped", "reason": "cancelled", "ready_at": None}
        tx.execute(tables.outbox.update().where(same).values(**gone))

    await plant.cast.store.write(withdrawn)
    assert await plant.broken() == set()


async def test_whose_invitation_was_a_duty_that_was_withdrawn_need_not_hear(plant: Plant) -> None:
    await evening_off(plant)
    done = {"outcome": "cancelled", "done_at": wall("02-19 10:00"), "due_at": None}
    name = named(plant, "invite")
    await plant.duty("planned_contact", "02-18 14:00", dedupe=name, **done)
    assert await plant.broken() == set()


@pytest.mark.parametrize(("answer", "broken"), [(None, set()), ("yes", {Promise.CALLED_OFF})])
async def test_who_has_paused_since_hears_only_where_they_are_expected(
    plant: Plant, answer: str | None, broken: set[Promise]
) -> None:
    await evening_off(plant, answer=answer)
    until = int(wall("02-23 12:00").timestamp() * 1000)
    await plant.did("pause", "02-18 18:00", until=until)
    assert await plant.broken() == broken
