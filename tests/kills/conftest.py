"""Fixtures of the kills."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.databases import create_database
from tests.kills.scene import Scene, furnish, scene
from tests.stores import postgres_server, postgres_template

__all__ = ["postgres_server", "postgres_template"]


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the files of an installation that others are copied from."""
    folder = tmp_path_factory.mktemp("furnished")
    asyncio.run(furnish(folder))
    return folder


@pytest.fixture(scope="session")
def furnished_on_postgres(
    tmp_path_factory: pytest.TempPathFactory, postgres_server: str, postgres_template: str
) -> tuple[Path, str]:
    """Return the keys and the database of an installation that others are copied from."""
    folder = tmp_path_factory.mktemp("furnished")
    url = create_database(postgres_server, postgres_template)
    asyncio.run(furnish(folder, database_url=url))
    name = make_url(url).database
    assert name is not None
    return folder, name


@pytest.fixture
async def house(tmp_path: Path, furnished: Path) -> AsyncIterator[Scene]:
    """Return a house on SQLite with Amal in it, and nobody running."""
    async with scene(tmp_path, furnished) as made:
        yield made


@pytest.fixture
async def shared_house(
    tmp_path: Path, postgres_server: str, furnished_on_postgres: tuple[Path, str]
) -> AsyncIterator[Scene]:
    """Return the same on PostgreSQL, which several processes may use."""
    folder, name = furnished_on_postgres
    url = create_database(postgres_server, name)
    async with scene(tmp_path, folder, database_url=url) as made:
        yield made
