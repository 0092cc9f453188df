"""A rule fails for one youth: a human looks instead, all else goes on, and health says so."""

from __future__ import annotations

import pytest

from domain.callback import encode
from domain.case import CaseKind
from simulator.phones import Phone
from storage import assessments, audit
from storage.tables import audit as trail
from storage.tx import Tx
from tests.journeys.conftest import MakeTown
from tests.journeys.counted import counted_town
from tests.journeys.town import Town, texts

FAILING = "rules_failing"


async def spoil(town: Town, phone: Phone) -> None:
    """Leave a line about a youth in the trail that no rule can read: a pause until no day."""
    youth = await town.youth(phone)

    def write(tx: Tx) -> None:
        audit.record(
            tx,
            town.clock.now(),
            actor="test",
            action="pause",
            youth_id=youth.id,
            allowed=True,
            detail={"until": "some day"},
        )

    await town.app.world.store.write(write)


async def mend(town: Town) -> None:
    """Take that line back."""
    await town.app.world.store.write(
        lambda tx: tx.execute(trail.delete().where(trail.c.actor == "test"))
    )


async def looked(town: Town, phone: Phone) -> bool:
    youth = await town.youth(phone)
    return await town.read(assessments.latest, youth.id) is not None


async def test_a_human_looks_the_guarantee_goes_on_and_health_is_ill_until_it_works_again(
    make_town: MakeTown, caplog: pytest.LogCaptureFixture
) -> None:
    async with counted_town(make_town) as town:
        bo = await town.enrol("Bo")
        amal = await town.enrol("Amal")
        await spoil(town, amal)
        await town.wait(days=1)
        assert CaseKind.ATTENTION in await town.kinds(amal)
        assert any("kunne ikke regnes ud" in one for one in texts(town.mentor)), "staff see it"
        assert FAILING in await town.app.health()
        assert "cannot be counted" in caplog.text
        assert await looked(town, bo), "one bad row stops nobody else"
        assert CaseKind.ATTENTION not in await town.kinds(bo)

        await town.write(amal, "hej")
        assert CaseKind.WORD in await town.kinds(amal), "words have their clock"
        await town.until("2026-03-11 12:00")
        assert CaseKind.CONTACT_DUE in await town.kinds(amal), "contact is owed all the same"

        case = await town.case(amal, CaseKind.ATTENTION)
        await town.mentor.forge(encode("take", case.id), town.mentor.last)
        await town.settle()
        for label in ("Talt sammen", "Ringet", "Godt", "Som aftalt"):
            await town.tap(town.mentor, label)
        assert CaseKind.ATTENTION not in await town.kinds(amal), "somebody has looked"
        await town.wait(hours=5)
        assert FAILING in await town.app.health(), "a closed case mends no rule"

        await mend(town)
        await town.wait(hours=2)
        assert await looked(town, amal)
        assert FAILING not in await town.app.health()
