"""What every test stands on: where its files lie, what is measured, and whether a browser is."""

import os
import shutil
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest
from coverage import Coverage
from hypothesis import HealthCheck, settings

from tests.measured import is_measured

# A busy machine makes examples slow and no law false; pytest-timeout catches what hangs.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder there that is ours alone
ENOUGH = 2 * 1024**3  # bytes free; a whole run uses a tenth of it
TEMPORARY = "PYTEST_DEBUG_TEMPROOT"  # what pytest calls the place of its temporary folders


def pytest_configure(config: pytest.Config) -> None:
    """Put temporary files into memory, and give the embedded PostgreSQL a runtime directory.

    A commit waits for the disk, which proves nothing here: no test cuts the power. PostgreSQL
    warns without a runtime directory, and warnings fail.
    """
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and _free_in(MEMORY) > ENOUGH:
        os.environ.setdefault(TEMPORARY, str(MEMORY))
    if "XDG_RUNTIME_DIR" not in os.environ:
        # Short on purpose: a socket path may have at most 107 bytes.
        folder = tempfile.TemporaryDirectory(prefix="hf-", ignore_cleanup_errors=True)
        os.environ["XDG_RUNTIME_DIR"] = folder.name
        config.add_cleanup(folder.cleanup)


def _free_in(folder: Path) -> int:
    """Return how many bytes are free there."""
    return shutil.disk_usage(folder).free


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Measure nothing while a test runs that goes ways which are measured elsewhere."""
    measuring = None if is_measured(item) else Coverage.current()
    if measuring is None:
        return (yield)
    measuring.stop()
    try:
        return (yield)
    finally:
        measuring.start()


@pytest.fixture(scope="session")
def browser_required() -> bool:
    """Return whether a missing browser is a failure (REQUIRE_BROWSER=1) or a reason to skip."""
    return os.environ.get("REQUIRE_BROWSER") == "1"


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the root of the repository."""
    return Path(__file__).resolve().parent.parent
