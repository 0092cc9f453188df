"""Fixtures of the journeys."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from pathlib import Path

import pytest

from tests.journeys.town import TUESDAY, Town, install, town
from tests.stores import postgres_server, postgres_template, postgres_url

__all__ = ["postgres_server", "postgres_template", "postgres_url"]

MakeTown = Callable[..., AbstractAsyncContextManager[Town]]


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty installation that each town is begun with a copy of."""
    folder = tmp_path_factory.mktemp("installation") / "empty"
    asyncio.run(install(folder))
    return folder


@pytest.fixture
def make_town(tmp_path: Path, installation: Path) -> MakeTown:
    """Return what makes a town; give it what `town` takes."""

    def make(start: datetime = TUESDAY, **more: object) -> AbstractAsyncContextManager[Town]:
        return town(tmp_path, start=start, installation=installation, **more)  # type: ignore[arg-type]

    return make


@pytest.fixture
async def small_town(make_town: MakeTown) -> AsyncIterator[Town]:
    """Return a town with its staff hired."""
    async with make_town() as made:
        await made.hire()
        yield made


@pytest.fixture(params=["sqlite", "postgresql"])
async def any_town(request: pytest.FixtureRequest, make_town: MakeTown) -> AsyncIterator[Town]:
    """Return a town with its staff hired, on each of the two databases."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else None
    async with make_town(database_url=url) as made:
        await made.hire()
        yield made
