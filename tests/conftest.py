"""What every test stands on: a runtime directory, and whether a browser must be there."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A busy machine makes examples slow and no law false; pytest-timeout catches what hangs.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """Give the embedded PostgreSQL a runtime directory; it warns without, and warnings fail."""
    if "XDG_RUNTIME_DIR" not in os.environ:
        # Short on purpose: a socket path may have at most 107 bytes.
        folder = tempfile.TemporaryDirectory(prefix="hf-", ignore_cleanup_errors=True)
        os.environ["XDG_RUNTIME_DIR"] = folder.name
        config.add_cleanup(folder.cleanup)


@pytest.fixture(scope="session")
def browser_required() -> bool:
    """Return whether a missing browser is a failure (REQUIRE_BROWSER=1) or a reason to skip."""
    return os.environ.get("REQUIRE_BROWSER") == "1"


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the root of the repository."""
    return Path(__file__).resolve().parent.parent
