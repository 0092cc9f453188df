"""Fixtures of the kills."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.kills.scene import Scene, scene
from tests.stores import (  # noqa: F401 - fixtures
    postgres_server,
    postgres_template,
    postgres_url,
)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Scene]:
    """Return a house on SQLite with Amal in it, and nobody running."""
    async with scene(tmp_path) as made:
        yield made


@pytest.fixture
async def shared_house(tmp_path: Path, postgres_url: str) -> AsyncIterator[Scene]:  # noqa: F811
    """Return the same on PostgreSQL, which several processes may use."""
    async with scene(tmp_path, database_url=postgres_url) as made:
        yield made
