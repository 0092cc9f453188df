"""Setting up says in one clear sentence what is missing on the machine."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.docs.files import ROOT

PYTHONS = ("python3.11", "python3.12", "python3.13", "python3")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with the Makefile, and a bin folder that goes before all others."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "bin").mkdir()
    return tmp_path


def set_up_with(clone: Path, python: str) -> str:
    """Return what `make setup` says where every Python is this shell script."""
    for name in PYTHONS:
        script = clone / "bin" / name
        script.write_text(f"#!/bin/sh\n{python}\n")
        script.chmod(0o755)
    result = subprocess.run(
        ["make", "--no-print-directory", ".venv/bin/python"],  # noqa: S607
        cwd=clone,
        env={"PATH": f"{clone / 'bin'}{os.pathsep}/usr/bin{os.pathsep}/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode != 0
    return result.stderr.splitlines()[0]


def test_an_old_python_is_answered_with_what_to_install(clone: Path) -> None:
    assert set_up_with(clone, "exit 1") == (
        "Holdfast needs Python 3.11 or newer. On Debian or Ubuntu: "
        "apt-get install python3 python3-venv"
    )


def test_a_python_without_venv_is_answered_with_what_to_install(clone: Path) -> None:
    without_venv = 'case "$2" in *ensurepip*) exit 1;; esac'
    assert set_up_with(clone, without_venv) == (
        "python3.11 cannot make virtual environments here. On Debian or Ubuntu: "
        "apt-get install python3-venv"
    )
