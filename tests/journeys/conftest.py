"""Fixtures of the journeys."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.town import Town, town


@pytest.fixture
async def small_town(tmp_path: Path) -> AsyncIterator[Town]:
    """Return a town with its staff hired."""
    async with town(tmp_path) as made:
        await made.hire()
        yield made
