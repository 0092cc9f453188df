"""A town in which attention points are counted by the rules that are shipped."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from tests.journeys.conftest import MakeTown
from tests.journeys.town import Town

SHIPPED = Path(__file__).parents[2] / "content"  # with phases, and rules that count
ALLOWED = {
    "attention_points": "on",
    "attention_legal_basis": "barnets lov",
    "attention_dpia": "2026-1",
    "attention_approved_by": "Anna Bech",
    "attention_approved_on": date(2026, 1, 5),
}


@asynccontextmanager
async def counted_town(make_town: MakeTown) -> AsyncIterator[Town]:
    """Give a town with its staff hired, whose site has the right to count points."""
    async with make_town(content=SHIPPED) as town:
        await town.stop()
        town.settings = town.settings.model_copy(update=ALLOWED)
        await town.start()
        await town.hire()
        yield town
