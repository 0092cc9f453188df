"""A copy of the rooms, to plant a breach in, and the contracts that must catch it."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture.rooms import ROOMS

Broken = Callable[[str, str], set[str]]


@pytest.fixture(scope="module")
def copied_rooms(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """Every room, copied as it stands, with the contracts of pyproject.toml."""
    copy = tmp_path_factory.mktemp("rooms")
    leave_out = shutil.ignore_patterns("__pycache__", "static", "*.mo")
    for room in ROOMS:
        shutil.copytree(repository / room, copy / room, ignore=leave_out)
    (copy / "domain/signals/neighbour.py").touch()  # somebody to know, who must not be known
    shutil.copy(repository / "pyproject.toml", copy)
    return copy


@pytest.fixture(scope="module")
def already_broken(copied_rooms: Path) -> set[str]:
    """Contracts that the rooms break as they stand; `make check` says so by itself."""
    return _broken_contracts(copied_rooms)


@pytest.fixture
def broken_by(copied_rooms: Path) -> Broken:
    """Return a function that plants one import in one module and names the broken contracts."""

    def plant(module: str, imported: str) -> set[str]:
        path = copied_rooms / (module.replace(".", "/") + ".py")
        before = path.read_text("utf-8") if path.exists() else None
        path.write_text((before or "") + f"\nimport {imported}\n", "utf-8")
        try:
            return _broken_contracts(copied_rooms)
        finally:
            path.unlink() if before is None else path.write_text(before, "utf-8")

    return plant


def _broken_contracts(folder: Path) -> set[str]:
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run(  # noqa: S603
        [linter, "--no-logo"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert "Contracts:" in result.stdout, result.stdout + result.stderr
    # A contract with ignored imports says how many: "… BROKEN (1 ignored import)".
    return set(re.findall(r"^(.+) BROKEN(?: \(.*\))?$", result.stdout, re.MULTILINE))
