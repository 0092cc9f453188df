"""A stepped run wakes the unit that looks after what is due: each due column has one."""

from __future__ import annotations

from bot.simulation.beats import UNIT_OF
from scheduling.due_rows import ALL
from storage import due
from storage.due import look_ahead
from tests.journeys.town import Town


def test_every_due_row_of_the_ticks_has_its_unit() -> None:
    of_ticks = {f"{one.due.table.name}.{one.due.due.name}": one.name for one in ALL}
    assert of_ticks.items() <= UNIT_OF.items()
    assert UNIT_OF.keys() == {f"{column.table.name}.{column.name}" for column in due._NEXT}


async def test_what_is_due_and_what_comes_is_told_by_column(small_town: Town) -> None:
    await small_town.enrol("Amal")
    now = small_town.clock.now()
    ahead = await small_town.read(look_ahead, now)
    assert ahead.keys() == UNIT_OF.keys()
    coming = [one.next_at for one in ahead.values() if one.next_at is not None]
    assert min(coming) == await small_town.read(due.next_due, now)
    assert not any(one.is_due for one in ahead.values())
    later = await small_town.read(look_ahead, min(coming))
    assert any(one.is_due for one in later.values())
