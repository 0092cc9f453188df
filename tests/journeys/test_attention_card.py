"""The card of attention points, from the tick to the tap: seen, contested, told to the worker."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from domain.case import CaseKind
from simulator.phones import Phone
from simulator.view import SeenMessage
from tests.journeys.conftest import MakeTown
from tests.journeys.counted import counted_town
from tests.journeys.town import Town, labels, said_after, texts

NO = "Jeg er ikke enig"


@pytest.fixture
async def town(make_town: MakeTown) -> AsyncIterator[Town]:
    """Return a town that counts points."""
    async with counted_town(make_town) as made:
        yield made


async def noticed(town: Town) -> tuple[Phone, SeenMessage]:
    """Let Amal miss a meeting, and look at what was noticed two days later."""
    amal = await town.enrol("Amal")
    await town.write(town.mentor, "/talt")
    await town.tap(town.mentor, "A., fase 1")
    await town.tap(town.mentor, "Kom ikke")
    await town.until("2026-03-05 10:00")
    await town.write(amal, "/mig")
    return amal, amal.last


async def test_a_youth_reads_what_was_noticed_and_no_number(town: Town) -> None:
    amal, card = await noticed(town)
    assert CaseKind.ATTENTION in await town.kinds(amal)
    assert labels(card) == [NO]
    lines = card.text.splitlines()
    assert "- En aftale blev ikke til noget." in lines
    assert not any(letter.isdigit() for line in lines if line.startswith("-") for letter in line)
    pushed = [one for one in texts(town.mentor) if "flere tegn på én gang" in one]
    assert pushed
    assert not any("Amal" in one or "aftale blev" in one for one in pushed), "no reason on a phone"


async def test_not_to_agree_is_one_tap_which_the_worker_hears_of_and_reads_beside_the_reasons(
    town: Town,
) -> None:
    amal, card = await noticed(town)
    mark = town.mentor.mark
    await town.tap(amal, NO, card)
    [after] = [one for one in amal.messages if one.id == card.id]
    assert after.text.startswith("Det er skrevet ned, at du ikke er enig. Maja ser det.")
    assert labels(after) == []
    told = [one for one in said_after(town.mentor, mark) if "ikke enig" in one]
    assert len(told) == 1
    assert "Amal" not in told[0]

    await town.tap(amal, NO, card)  # a finger that slips, or an old phone
    assert [one for one in said_after(town.mentor, mark) if "ikke enig" in one] == told
    assert labels(await town.write(amal, "/mig")) == [], "said once, and it stands"

    heard = next(one for one in reversed(town.mentor.messages) if "ikke enig" in one.text)
    async with town.page(town.mentor, message=heard) as (_, page):
        assert "Amal er ikke enig" in page.text
        assert "(+2)" in page.text, "the worker reads the points on the page"
